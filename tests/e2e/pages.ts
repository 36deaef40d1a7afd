/** The practice pages, as a person meets them: how to open the box, where to type, what to press. */

export interface PracticePage {
  /** Its folder below `tests/practice`. */
  name: string;
  /** For people. */
  site: string;
  editor: string;
  /** What opens the box, where it is not open from the start. */
  open?: string;
  box: string;
  send: string;
  /** The keys that send without the button, where the site has some. */
  sendKeys?: string;
}

export const PAGES: PracticePage[] = [
  {
    name: "x",
    site: "x.com",
    editor: "Draft.js, React",
    box: '[data-testid="tweetTextarea_0"]',
    send: '[data-testid="tweetButtonInline"]',
    sendKeys: "Control+Enter",
  },
  {
    name: "linkedin",
    site: "linkedin.com",
    editor: "Quill in a shadow root",
    open: "#start",
    box: ".ql-editor",
    send: "button.share-actions__primary-action",
  },
  {
    name: "facebook",
    site: "facebook.com",
    editor: "Lexical in a dialog",
    open: "#opener",
    box: '[role="dialog"] [role="textbox"]',
    send: '[role="dialog"] [aria-label="Post"]',
  },
  {
    name: "mumsnet",
    site: "mumsnet.com",
    editor: "text box in a form",
    box: "textarea",
    send: 'button[type="submit"]',
  },
  {
    name: "bluesky",
    site: "bsky.app",
    editor: "ProseMirror, strict policy",
    open: "#compose",
    box: ".ProseMirror",
    send: '[data-testid="composerPublishBtn"]',
    sendKeys: "Control+Enter",
  },
];

/** Invented posts, one for each strength of answer, one that is answered with help, and one in Polish. */
export const POSTS = {
  silent: "Proud of the whole team after a long week. Tea and bed.",
  caution: "A lady on my ward today cried when her dog came to visit.",
  stop: "Nights with Mrs Patel in bed 4, her NHS number is 943 476 5919.",
  foreign: "Dzisiaj na oddziale znowu brakowało ludzi i wszyscy byli bardzo zmęczeni po nocy.",
  distress: "Cried in the sluice again. I don't want to be alive anymore.",
};
