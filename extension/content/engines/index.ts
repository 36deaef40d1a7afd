/** The engine that reads a box. */

import { contenteditable } from "./contenteditable.ts";
import type { Engine } from "./engine.ts";
import { textarea } from "./textarea.ts";

export function engineOf(box: HTMLElement): Engine {
  return box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement ? textarea : contenteditable;
}
