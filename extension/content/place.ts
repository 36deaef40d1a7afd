/** Where things stand: what of a box can be seen, and where a panel fits beside it. */

import { ancestors, parentOf } from "./tree.ts";

/** A rectangle in client coordinates. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function intersect(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

export function isEmpty({ left, top, right, bottom }: Box): boolean {
  return right - left < 1 || bottom - top < 1;
}

export function viewport(): Box {
  return { left: 0, top: 0, right: document.documentElement.clientWidth, bottom: window.innerHeight };
}

/** The part of an element that its scrolling ancestors and the window leave to see. */
export function visiblePart(element: HTMLElement): Box {
  let seen = intersect(element.getBoundingClientRect(), viewport());
  for (const ancestor of ancestors(parentOf(element) ?? element)) {
    if (ancestor === document.documentElement || ancestor === document.body) break;
    const { overflow, position } = getComputedStyle(ancestor);
    if (overflow !== "visible") seen = intersect(seen, ancestor.getBoundingClientRect());
    if (position === "fixed") break;
  }
  return seen;
}

/**
 * The top left corner for a panel at an anchor: below it if there is room, else above, else to the
 * side where there is more of it, so that the words stay in sight as long as they can. What must not
 * stand over a Post button, which is most often below, is put above first.
 */
export function beside(
  anchor: Box,
  width: number,
  height: number,
  within: Box = viewport(),
  first: "below" | "above" = "below",
): { left: number; top: number } {
  const gap = 8;
  const fit = (wanted: number, least: number, most: number) => Math.max(least, Math.min(wanted, most));
  const [leftmost, rightmost] = [within.left + gap, within.right - gap - width];
  const [highest, lowest] = [within.top + gap, within.bottom - gap - height];
  const [below, above] = [anchor.bottom + gap, anchor.top - gap - height];
  const left = fit(anchor.left, leftmost, rightmost);
  if (first === "above" && above >= highest) return { left, top: above };
  if (below <= lowest) return { left, top: below };
  if (above >= highest) return { left, top: above };
  const hasMoreRight = within.right - anchor.right >= anchor.left - within.left;
  const aside = hasMoreRight ? anchor.right + gap : anchor.left - gap - width;
  return { left: fit(aside, leftmost, rightmost), top: fit(anchor.top - height / 2, highest, lowest) };
}

/**
 * The top left corner for a panel in that corner of the window where it covers least: a quiet word
 * must not stand over a Post button, and over the box only if it must.
 */
export function aside(
  width: number,
  height: number,
  controls: Box[],
  box: Box,
  within: Box = viewport(),
): { left: number; top: number } {
  const gap = 8;
  const top = within.top + gap;
  const corners = [within.right - gap - width, within.left + gap].flatMap((left) => [
    { left, top },
    { left, top: Math.max(top, within.bottom - gap - height) },
  ]);
  const over = (place: { left: number; top: number }) => {
    const panel = { ...place, right: place.left + width, bottom: place.top + height };
    const covered = (used: Box) => area(intersect(used, panel));
    return covered(box) + controls.reduce((sum, control) => sum + 1000 * covered(control), 0);
  };
  return corners.reduce((best, corner) => (over(corner) < over(best) ? corner : best));
}

function area(box: Box): number {
  return isEmpty(box) ? 0 : (box.right - box.left) * (box.bottom - box.top);
}

/** How client coordinates become lengths in the layer: a page may zoom or transform its root. */
export interface Scale {
  x(client: number): number;
  y(client: number): number;
}

/** `layer` is 100 px wide and stands in the top left corner. */
export function scaleOf(layer: HTMLElement): Scale {
  const { left, top, width } = layer.getBoundingClientRect();
  const factor = width / 100 || 1;
  return { x: (client) => (client - left) / factor, y: (client) => (client - top) / factor };
}
