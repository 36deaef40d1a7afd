/** Building blocks of the overlay: elements whose words a page cannot find, and its few pictures. */

import type { Severity } from "../messages.ts";

/** What a press on one of our buttons does; the overlay looks it up. */
export const presses = new WeakMap<Element, () => void>();

export function element(tag: string, className: string, ...children: Element[]): HTMLElement {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

/** Words, drawn as generated content: `window.find()` sees text nodes in any shadow root. */
export function words(className: string, text: string, tag = "div"): HTMLElement {
  const made = element(tag, className);
  made.dataset.text = text;
  return made;
}

export function heading(className: string, text: string, level: number): HTMLElement {
  const made = words(className, text);
  made.setAttribute("role", "heading");
  made.setAttribute("aria-level", String(level));
  return made;
}

export function button(className: string, label: string, press: () => void, picture?: Element): HTMLElement {
  const made = element("button", className);
  made.setAttribute("aria-label", label);
  made.setAttribute("type", "button");
  if (picture) made.append(picture);
  else made.append(words("", label, "span"));
  presses.set(made, press);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(className: string, size: number, paths: [className: string, d: string][]): SVGElement {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", className);
  made.setAttribute("viewBox", `0 0 ${size} ${size}`);
  made.setAttribute("aria-hidden", "true");
  for (const [name, d] of paths) made.append(path(name, d));
  return made;
}

export function path(className: string, d: string): SVGElement {
  const made = document.createElementNS(SVG, "path");
  if (className !== "") made.setAttribute("class", className);
  made.setAttribute("d", d);
  return made;
}

const SHAPES: Record<Severity, string> = {
  stop: "M6.7 1h6.6L19 6.7v6.6L13.3 19H6.7L1 13.3V6.7z",
  caution: "M10 1.5c.6 0 1.1.3 1.4.8l7.6 13.6c.6 1.1-.2 2.4-1.4 2.4H2.4c-1.2 0-2-1.3-1.4-2.4L8.6 2.3c.3-.5.8-.8 1.4-.8z",
  advice: "M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
};
const SIGNS: Record<Severity, string> = {
  stop: "M6 10h8",
  caution: "M10 7v4.5M10 15v.01",
  advice: "M10 9.5v4.5M10 6v.01",
};

/** A severity's shape: octagon, triangle or circle, so that colour is never the only sign. */
export function shape(severity: Severity): SVGElement {
  return svg(`shape ${severity}`, 20, [
    ["", SHAPES[severity]],
    ["sign", SIGNS[severity]],
  ]);
}

export function lamp(): SVGElement {
  return svg("lamp", 44, [
    ["glow", "M22 0a22 22 0 1 1 0 44 22 22 0 0 1 0-44z"],
    ["flame", "M22 15c3 3.5 5 6 5 9a5 5 0 0 1-10 0c0-3 2-5.5 5-9z"],
    ["frame", "M15 33h14M14.5 30.5l-1.5-13L22 11l9 6.5-1.5 13zM19 11a3 3 0 1 1 6 0"],
  ]);
}

export const CROSS: [string, string][] = [["", "M4 4l10 10M14 4L4 14"]];
export const LEFT: [string, string][] = [["", "M11 4L6 9l5 5"]];
export const RIGHT: [string, string][] = [["", "M7 4l5 5-5 5"]];
