/** What every kind of text box must be able to tell. */

import type { Span } from "../../messages.ts";

export interface Engine {
  /** The text as it would be posted; offsets into it are what {@link Engine.rectangles} takes. */
  read(box: HTMLElement): string;
  /** Where spans of the text just read stand, in client coordinates, a list for each span. */
  rectangles(box: HTMLElement, spans: Span[], scratch: Scratch): DOMRect[][];
  /** Calls `changed` whenever the text may be another; the result stops it. */
  follow(box: HTMLElement, changed: () => void): () => void;
}

/** A place of ours, out of the page's reach, to lay text out in for as long as it is measured. */
export interface Scratch {
  /** Runs `measure` with `element` laid out. */
  during<T>(element: HTMLElement, measure: () => T): T;
}
