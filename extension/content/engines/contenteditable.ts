/**
 * Everything that is edited in place: plain contenteditable and the editors built on it.
 *
 * One walk gives the text and, for each piece of it, the node that it came from. `innerText` cannot
 * be used: it lays the page out, and its offsets fit no node. What editors add for themselves
 * (zero-width characters, placeholders, filler breaks) is left out, so that offsets and rules see
 * only what would be posted.
 */

import type { Span } from "../../messages.ts";
import type { Engine } from "./engine.ts";

/** A piece of the text that stands in one node without gaps. */
export interface Piece {
  /** Where it starts in the text. */
  start: number;
  length: number;
  /** A text node, or the picture of an emoji. */
  node: Text | Element;
  /** Where it starts in a text node. */
  offset: number;
}

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY DD DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TD TH TR UL".split(" "),
);
/** What editors draw inside the box that is no part of the post. */
const ADDED =
  '[data-slate-placeholder], [data-placeholder-node], .ql-ui, .ck-widget__type-around, .cke_reset, script, style, template, [hidden]';
const NOT_POSTED = /[\u200b\u2060\ufeff]/;

/** The text of `root` and where it came from. */
export function walk(root: Node): { text: string; pieces: Piece[] } {
  let text = "";
  const pieces: Piece[] = [];
  /** A line break that is real only if something follows it in the box. */
  let breakBefore: "" | "block" | "br" = "";
  /** Whether the current line holds anything. */
  let lineHasText = false;

  const put = (words: string, node: Text | Element, offset: number) => {
    if (breakBefore !== "") newLine();
    pieces.push({ start: text.length, length: words.length, node, offset });
    text += words;
    lineHasText = true;
  };
  const newLine = () => {
    text += "\n";
    breakBefore = "";
    lineHasText = false;
  };

  const visit = (node: Node): void => {
    if (node instanceof Text) {
      let offset = 0;
      for (const words of node.data.split(NOT_POSTED)) {
        // A no-break space is what editors write for a space at the end of a line.
        if (words !== "") put(words.replaceAll("\u00a0", " "), node, offset);
        offset += words.length + 1;
      }
      return;
    }
    if (!(node instanceof Element) || (node !== root && node.matches(ADDED))) return;
    if (node.tagName === "BR") {
      if (breakBefore !== "") newLine();
      breakBefore = "br";
      return;
    }
    if (node.tagName === "IMG") {
      const alt = node.getAttribute("alt") ?? "";
      if (alt !== "") put(alt, node, 0);
      return;
    }
    const isBlock = node !== root && BLOCKS.has(node.tagName);
    if (isBlock) {
      if (breakBefore !== "") newLine();
      else if (lineHasText) newLine();
    }
    for (const child of node.childNodes) visit(child);
    // The break that fills an empty block, or ends a full one, draws no line of its own.
    if (isBlock) breakBefore = "block";
  };
  visit(root);
  return { text, pieces };
}

export const contenteditable: Engine = {
  read: (box) => walk(box).text,

  rectangles(box, spans) {
    const { pieces } = walk(box);
    const range = box.ownerDocument.createRange();
    return spans.map((span) => pieces.flatMap((piece) => rectanglesIn(piece, span, range)));
  },

  follow(box, changed) {
    // Editors commit a tick after the event, and some without one: the box itself tells.
    const observer = new MutationObserver(changed);
    observer.observe(box, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  },
};

function rectanglesIn({ start, length, node, offset }: Piece, span: Span, range: Range): DOMRect[] {
  const [from, to] = [Math.max(span.start, start), Math.min(span.end, start + length)];
  if (from >= to) return [];
  if (node instanceof Element) return [node.getBoundingClientRect()];
  range.setStart(node, offset + from - start);
  range.setEnd(node, offset + to - start);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}
