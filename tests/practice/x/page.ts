/** x.com: Draft.js under React, a button that is off while the box is empty, Ctrl+Enter. */
import { ContentState, Editor, EditorState, KeyBindingUtil, getDefaultKeyBinding } from "draft-js";
import { createElement as h, useState } from "react";
import type { KeyboardEvent } from "react";
import { createRoot } from "react-dom/client";
import { need, publish } from "../shared/feed.ts";

function Composer() {
  const [state, setState] = useState(() => EditorState.createEmpty());
  const text = state.getCurrentContent().getPlainText();
  const send = () => {
    if (!text.trim()) return;
    publish(text);
    // Pushing keeps the editor's focus and history, as the site's own composer does.
    setState(EditorState.push(state, ContentState.createFromText(""), "remove-range"));
  };
  const isSend = (event: KeyboardEvent) =>
    event.key === "Enter" && KeyBindingUtil.hasCommandModifier(event) ? "send" : getDefaultKeyBinding(event);

  return h(
    "div",
    null,
    h(
      "div",
      { className: "box" },
      h(Editor, {
        editorState: state,
        onChange: setState,
        keyBindingFn: isSend,
        handleKeyCommand: (command) => {
          if (command !== "send") return "not-handled";
          send();
          return "handled";
        },
        placeholder: "What’s happening?",
        ariaLabel: "Post text",
        ariaMultiline: true,
        role: "textbox",
        webDriverTestID: "tweetTextarea_0",
        spellCheck: true,
      }),
    ),
    h(
      "div",
      { className: "foot" },
      h("span", { className: "tools" }, "Everyone can reply"),
      h("span", null, String(280 - text.length)),
      h(
        "button",
        {
          className: "send",
          type: "button",
          "data-testid": "tweetButtonInline",
          disabled: !text.trim(),
          "aria-disabled": text.trim() ? undefined : true,
          onClick: send,
        },
        "Post",
      ),
    ),
  );
}

createRoot(need(document, "#composer")).render(h(Composer));
