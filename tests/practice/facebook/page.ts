/** www.facebook.com: Lexical in a dialog that keeps the focus, and a Post "button" that is a div. */
import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $createParagraphNode, $getRoot, createEditor } from "lexical";
import { need, publish } from "../shared/feed.ts";

const shade = need<HTMLElement>(document, ".shade");
const dialog = need<HTMLElement>(shade, "[role=dialog]");
const box = need<HTMLElement>(dialog, "[role=textbox]");
const post = need<HTMLElement>(dialog, "[aria-label=Post]");
const placeholder = need<HTMLElement>(dialog, ".placeholder");
const opener = need<HTMLElement>(document, "#opener");

const editor = createEditor({
  namespace: "practice",
  onError: (error) => {
    throw error;
  },
});
editor.setRootElement(box);
registerRichText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);

// Paragraphs stand two line breaks apart in Lexical's text; the site sends one for each Enter.
const text = () =>
  editor.read(() =>
    $getRoot()
      .getChildren()
      .map((child) => child.getTextContent())
      .join("\n"),
  );
editor.registerUpdateListener(() => {
  const empty = !text().trim();
  post.setAttribute("aria-disabled", String(empty));
  placeholder.hidden = text() !== "";
});

function send(): void {
  if (post.getAttribute("aria-disabled") === "true") return;
  publish(text());
  editor.update(() => {
    $getRoot().clear().append($createParagraphNode());
  });
  shade.hidden = true;
}

function open(): void {
  shade.hidden = false;
  editor.focus();
}

function asButton(element: HTMLElement, press: () => void): void {
  element.addEventListener("click", press);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") press();
  });
}
asButton(post, send);
asButton(opener, open);

// The dialog keeps the focus: whatever takes it outside gives it back.
document.addEventListener("focusin", (event) => {
  if (!shade.hidden && !dialog.contains(event.target as Node)) box.focus();
});
