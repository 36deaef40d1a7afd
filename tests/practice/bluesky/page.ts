/** bsky.app: ProseMirror in a dialog, Ctrl+Enter, and the strictest policy of all the pages. */
import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Schema } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { need, publish } from "../shared/feed.ts";

const shade = need<HTMLElement>(document, ".shade");
const button = need<HTMLButtonElement>(shade, "[data-testid=composerPublishBtn]");
const count = need<HTMLElement>(shade, "#count");

const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: { content: "text*", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
    text: {},
  },
});
const keys = { "Mod-Enter": () => (send(), true), "Mod-z": undo, "Mod-y": redo };
const empty = () =>
  EditorState.create({ schema, plugins: [history(), keymap(keys), keymap(baseKeymap)] });

const view = new EditorView(need(shade, "#editor"), {
  state: empty(),
  attributes: {
    class: "box tiptap",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": "Rich-Text Editor",
  },
  dispatchTransaction(change) {
    view.updateState(view.state.apply(change));
    refresh();
  },
});

function text(): string {
  return view.state.doc.textBetween(0, view.state.doc.content.size, "\n");
}

function refresh(): void {
  button.disabled = !text().trim();
  count.textContent = String(300 - [...text()].length);
  view.dom.classList.toggle("empty", text() === "");
}

function send(): void {
  if (button.disabled) return;
  publish(text());
  close();
}

function close(): void {
  view.updateState(empty());
  refresh();
  shade.hidden = true;
}

button.addEventListener("click", send);
need(shade, "#cancel").addEventListener("click", close);
need(document, "#compose").addEventListener("click", () => {
  shade.hidden = false;
  view.focus();
});
refresh();
