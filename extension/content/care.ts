/** The quiet card for a writer in distress: who to talk to now. No rule, no mark, no count. */

import { button, CROSS, element, heading, lamp, svg, words } from "./draw.ts";
import { say } from "./strings.ts";
import type { Support } from "../messages.ts";

export function drawCare(support: Support, close: () => void): HTMLElement {
  const head = element(
    "header",
    "",
    lamp(),
    heading("message", support.heading, 2),
    button("icon", say("close"), close, svg("", 18, CROSS)),
  );
  const lines = support.lines.map(({ name, number, note }) =>
    element("li", "", words("name", name, "span"), words("number", number, "span"), words("note-text", note, "span")),
  );
  const care = element("section", "care", head, words("why", support.body), element("ul", "", ...lines));
  care.setAttribute("role", "dialog");
  care.setAttribute("aria-label", support.heading);
  care.tabIndex = -1;
  return care;
}
