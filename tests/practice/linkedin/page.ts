/** www.linkedin.com: Quill in an open shadow root, a button that is off while the box is empty. */
import Quill from "quill";
import quillSheet from "quill/dist/quill.core.css";
import sharedSheet from "../shared/style.css";
import ownSheet from "./style.css";
import { need, publish } from "../shared/feed.ts";

const root = need(document, "#interop-outlet").attachShadow({ mode: "open" });
root.adoptedStyleSheets = [quillSheet, sharedSheet, ownSheet].map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
});

const shade = element("div", "shade");
shade.hidden = true;
const dialog = element("div", "dialog");
dialog.setAttribute("role", "dialog");
dialog.setAttribute("aria-label", "Create a post");
const heading = element("h2", "");
heading.textContent = "Nia Rowe · Post to anyone";
const holder = element("div", "holder");
const post = element("button", "send share-actions__primary-action") as HTMLButtonElement;
post.type = "button";
post.textContent = "Post";
post.disabled = true;
const foot = element("div", "foot");
foot.append(post);
dialog.append(heading, holder, foot);
shade.append(dialog);
root.append(shade);

const quill = new Quill(holder, { placeholder: "What do you want to talk about?" });
mendShadowSelection(quill);
quill.root.setAttribute("role", "textbox");
quill.root.setAttribute("aria-multiline", "true");
quill.root.setAttribute("aria-label", "Text editor for creating content");
quill.root.classList.add("box");

// Quill always ends its text with one line break of its own.
const text = () => quill.getText().replace(/\n$/, "");
quill.on("text-change", () => {
  post.disabled = !text().trim();
});
post.addEventListener("click", () => {
  publish(text());
  quill.setText("");
  shade.hidden = true;
});
need(document, "#start").addEventListener("click", () => {
  shade.hidden = false;
  quill.focus();
});

/** Quill 2 asks the document for the selection, which ends at the shadow host; ask the root. */
function mendShadowSelection(quill: Quill): void {
  const { selection } = quill;
  const inRoot = root as ShadowRoot & { getSelection(): Selection | null };
  selection.hasFocus = () => root.activeElement === quill.root;
  const native = inRoot.getSelection.bind(root);
  selection.getNativeRange = () => {
    const found = native();
    if (!found || found.rangeCount === 0) return null;
    return selection.normalizeNative(found.getRangeAt(0));
  };
}

function element(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
