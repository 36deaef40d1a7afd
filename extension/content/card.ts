/** The card: one finding, with its reason, its paragraph and what to write instead. */

import { button, CROSS, element, heading, LEFT, RIGHT, shape, svg, words } from "./draw.ts";
import { say } from "./strings.ts";
import type { Finding } from "../messages.ts";

export interface CardActions {
  close(): void;
  ignore(finding: Finding): void;
  /** Shows the finding that many places on. */
  turn(by: number): void;
}

export function drawCard(finding: Finding, index: number, count: number, actions: CardActions): HTMLElement {
  const { severity, topic, message, why, instead, code } = finding;
  const head = element(
    "header",
    "",
    shape(severity),
    words("word", say(severity)),
    button("icon", say("close"), actions.close, svg("", 18, CROSS)),
  );
  const body = element("div", "body", words("topic", topic), heading("message", message, 2), words("why", why));
  if (instead !== "") body.append(element("div", "instead", words("label", say("instead")), words("", instead)));
  if (code.length > 0) body.append(words("code", citation(code)));
  const foot = element("footer", "", button("quiet", say("not-a-problem"), () => actions.ignore(finding)));
  if (count > 1) {
    foot.append(
      button("icon", say("previous"), () => actions.turn(-1), svg("", 18, LEFT)),
      words("pages", say("page", { index: index + 1, count })),
      button("icon", say("next"), () => actions.turn(1), svg("", 18, RIGHT)),
    );
  }
  const card = element("section", `card ${severity}`, head, body, foot);
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", `${say(severity)}: ${topic}`);
  card.tabIndex = -1;
  return card;
}

/** The paragraphs that a finding rests on, such as "Code 5, 20.10". */
export function citation(code: string[]): string {
  return code.length > 0 ? say("code", { paragraphs: code.join(", ") }) : "";
}
