/** The lines under the words of a finding: a double zigzag, a wave or dots. */

import { path, svg } from "./draw.ts";
import { intersect, isEmpty, type Box, type Scale } from "./place.ts";
import type { Finding, Severity } from "../messages.ts";

/** A marked place and the finding that it belongs to. */
export interface Mark {
  rect: Box;
  finding: Finding;
}

/** A post that is all marks is still drawn quickly. */
const MOST_MARKS = 200;

/** What can be seen of the marks; the strongest last, so that it lies on top. */
export function visibleMarks(findings: Finding[], rectangles: Map<Finding, DOMRect[]>, seen: Box): Mark[] {
  const order: Severity[] = ["advice", "caution", "stop"];
  return [...findings]
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .flatMap((finding) => (rectangles.get(finding) ?? []).map((rect) => ({ rect: intersect(rect, seen), finding })))
    .filter(({ rect }) => !isEmpty(rect))
    .slice(0, MOST_MARKS);
}

/** One drawing that holds all marks of a box, clipped to what can be seen of it. */
export function drawMarks(marks: Mark[], seen: Box, scale: Scale): SVGElement {
  const drawing = svg("marks", 1, []);
  drawing.removeAttribute("viewBox");
  // The line stands just below the words, which at the box's lower edge is outside it.
  const [left, right, top, bottom] = [scale.x(seen.left), scale.x(seen.right), scale.y(seen.top), scale.y(seen.bottom + 3)];
  drawing.style.clipPath = `polygon(${left}px ${top}px, ${right}px ${top}px, ${right}px ${bottom}px, ${left}px ${bottom}px)`;
  for (const { rect, finding } of marks) {
    const drawn = line(finding.severity, scale.x(rect.left), scale.x(rect.right), scale.y(rect.bottom));
    drawing.append(path(finding.severity, drawn));
  }
  return drawing;
}

/** The path of a line from `left` to `right` at the foot of the words. */
export function line(severity: Severity, left: number, right: number, foot: number): string {
  if (severity === "advice") return `M${round(left + 1)} ${round(foot)}H${round(right)}`;
  if (severity === "stop") return turns(left, right, foot, 3, 2, "L") + turns(left, right, foot + 3, 3, 2, "L");
  return turns(left, right, foot + 1, 4, 2.5, "T");
}

/** A line that turns every `step`: sharp (`L`), or round (`T` mirrors the curve before it). */
function turns(left: number, right: number, y: number, step: number, height: number, join: "L" | "T"): string {
  let drawn = `M${round(left)} ${round(y)}`;
  let x = left;
  for (let index = 0; x + step <= right; index++) {
    x += step;
    if (join === "L") drawn += `L${round(x)} ${round(index % 2 === 0 ? y - height : y)}`;
    else if (index === 0) drawn += `Q${round(x - step / 2)} ${round(y - height)} ${round(x)} ${round(y)}`;
    else drawn += `T${round(x)} ${round(y)}`;
  }
  return drawn;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
