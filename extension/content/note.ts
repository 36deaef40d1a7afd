/** A short word by the box that asks for nothing, and can be closed. */

import { button, CROSS, element, svg, words } from "./draw.ts";
import { say } from "./strings.ts";

export function drawNote(text: string, close: () => void): HTMLElement {
  return element("div", "note", words("words", text), button("icon", say("close"), close, svg("", 18, CROSS)));
}
