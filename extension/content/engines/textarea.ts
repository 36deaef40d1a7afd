/**
 * Text fields: `<textarea>` and `<input type="text">`.
 *
 * A field tells no positions, so they are measured in a copy laid out the same way. The copy holds
 * the text only within one synchronous call: `window.find()` would find it otherwise.
 */

import type { Span } from "../../messages.ts";
import type { Engine } from "./engine.ts";

type Field = HTMLTextAreaElement | HTMLInputElement;

/** What decides where a character stands. */
const COPIED = [
  "border-bottom-width", "border-left-width", "border-right-width", "border-top-width", "direction", "font-family",
  "font-feature-settings", "font-kerning", "font-size", "font-stretch", "font-style", "font-variant",
  "font-variation-settings", "font-weight", "letter-spacing", "line-break", "line-height", "overflow-wrap",
  "padding-bottom", "padding-left", "padding-right", "padding-top", "tab-size", "text-align", "text-indent",
  "text-rendering", "text-transform", "word-break", "word-spacing", "writing-mode",
];

const LOOK_AGAIN_MS = [50, 300, 1000, 3000];

export const textarea: Engine = {
  read: (box) => (box as Field).value,

  rectangles(box, spans, scratch) {
    const field = box as Field;
    const copy = layOut(field);
    return scratch.during(copy, () => measure(field, copy, spans));
  },

  follow(box, changed) {
    const stop = new AbortController();
    const options = { capture: true, signal: stop.signal };
    const typed = (event: Event) => {
      if (event.composedPath()[0] !== box) return;
      queueMicrotask(changed);
      // Frameworks put their own value in place of what was typed, a moment later.
      requestAnimationFrame(changed);
    };
    // A script that sets the value, as after a post, tells nobody. It does so after something that
    // the user did, so that is when to look again.
    const acted = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== "Enter") return;
      for (const delay of LOOK_AGAIN_MS) setTimeout(() => stop.signal.aborted || changed(), delay);
    };
    window.addEventListener("input", typed, options);
    for (const type of ["click", "keydown", "submit"]) window.addEventListener(type, acted, options);
    window.addEventListener("focusin", changed, options);
    return () => stop.abort();
  },
};

function layOut(field: Field): HTMLElement {
  const copy = document.createElement("div");
  const style = getComputedStyle(field);
  for (const property of COPIED) copy.style.setProperty(property, style.getPropertyValue(property));
  const isLine = field instanceof HTMLInputElement;
  Object.assign(copy.style, {
    position: "fixed",
    top: "0",
    left: "0",
    boxSizing: "border-box",
    borderStyle: "solid",
    visibility: "hidden",
    overflow: "hidden",
    whiteSpace: isLine ? "pre" : style.whiteSpace === "nowrap" ? "pre" : style.whiteSpace,
    // Without the scroll bar, which takes its width from the text.
    width: `${field.clientWidth + parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth)}px`,
    height: isLine ? "auto" : `${field.offsetHeight}px`,
  });
  return copy;
}

function measure(field: Field, copy: HTMLElement, spans: Span[]): DOMRect[][] {
  // A last line break shows as an empty line only when something follows it.
  const text = document.createTextNode(`${field.value}\u200b`);
  copy.append(text);
  try {
    const [to, from] = [field.getBoundingClientRect(), copy.getBoundingClientRect()];
    // Where the page is scaled by a transform, the copy is not; by CSS zoom, both are.
    const scaleX = (to.width * copy.offsetWidth) / (field.offsetWidth * from.width || 1);
    const scaleY = (to.height * copy.offsetHeight) / (field.offsetHeight * from.height || 1);
    // A one-line field centres its line.
    const drop = field instanceof HTMLInputElement ? (to.height / scaleY - from.height) / 2 : 0;
    const range = document.createRange();
    return spans.map(({ start, end }) => {
      range.setStart(text, Math.min(start, field.value.length));
      range.setEnd(text, Math.min(end, field.value.length));
      return [...range.getClientRects()].map(
        (rect) =>
          new DOMRect(
            to.left + (rect.left - from.left - field.scrollLeft) * scaleX,
            to.top + (rect.top - from.top + drop - field.scrollTop) * scaleY,
            rect.width * scaleX,
            rect.height * scaleY,
          ),
      );
    });
  } finally {
    text.remove();
  }
}
