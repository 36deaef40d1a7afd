/** "Think before you post": what stands in the way, why, and the user's two answers. */

import { citation } from "./card.ts";
import { button, element, heading, lamp, shape, words } from "./draw.ts";
import { say } from "./strings.ts";
import type { Finding } from "../messages.ts";

/** A finding with the words that it is about, unless its message says them. */
export interface Reason {
  finding: Finding;
  quoted: string;
}

export interface DialogActions {
  goBack(): void;
  postAnyway(): void;
}

export function drawDialog(reasons: Reason[], actions: DialogActions): HTMLElement {
  const title = heading("title", say("dialog-title"), 1);
  const head = element("header", "", lamp(), element("div", "", title, words("lead", say("dialog-lead"))));
  const list = element("div", "reasons", ...reasons.map(drawReason));
  list.setAttribute("role", "list");
  const foot = element(
    "footer",
    "",
    button("primary", say("go-back"), actions.goBack),
    button("secondary", say("post-anyway"), actions.postAnyway),
  );
  const dialog = element("section", "dialog", head, list, foot);
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.setAttribute("aria-label", say("dialog-title"));
  dialog.setAttribute("aria-description", reasons.map(({ finding }) => `${finding.message} ${finding.why}`).join(" "));
  return element("div", "veil", dialog);
}

function drawReason({ finding, quoted }: Reason): HTMLElement {
  const topic = element("div", "topic", shape(finding.severity), words("", finding.topic));
  const reason = element("div", `reason ${finding.severity}`, topic, heading("message", finding.message, 2));
  if (quoted !== "") reason.append(words("quoted", `“${quoted}”`));
  reason.append(words("why", finding.why));
  const paragraphs = citation(finding.code);
  if (paragraphs !== "") reason.append(words("code", paragraphs));
  reason.setAttribute("role", "listitem");
  return reason;
}
