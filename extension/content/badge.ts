/** The badge at a box: how many findings there are and how strong the strongest is. */

import { button, shape, words } from "./draw.ts";
import { say } from "./strings.ts";
import type { Finding, Severity } from "../messages.ts";

const STRONGEST_FIRST: Severity[] = ["stop", "caution", "advice"];

export function strongestOf(findings: Finding[]): Severity | null {
  return STRONGEST_FIRST.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

export function drawBadge(count: number, strongest: Severity, press: () => void): HTMLElement {
  const label = say(count === 1 ? "badge-one" : "badge", { count, strongest: say(strongest) });
  const badge = button(`badge ${strongest}`, label, press, shape(strongest));
  badge.append(words("", String(count), "span"));
  badge.setAttribute("aria-haspopup", "dialog");
  badge.setAttribute("aria-keyshortcuts", "Alt+L");
  return badge;
}
