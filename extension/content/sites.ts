/** Site rows: matching the box at hand and finding what the rows name. */

import type { SiteRow } from "../messages.ts";
import { nameOf, normalise } from "./names.ts";
import { findAll, isVisible } from "./tree.ts";

/** The rows that speak of this box on this path. */
export function rowsFor(box: Element, rows: SiteRow[], path: string): SiteRow[] {
  return rows.filter(
    (row) => onPath(row.path, path) && row.composer.some((selector) => matchesDeep(box, selector)),
  );
}

function onPath(pattern: string, path: string): boolean {
  try {
    return new RegExp(pattern).test(path);
  } catch {
    return false;
  }
}

/** Whether `element` is what `A >>> B` names: B, inside the open shadow root of an A. */
export function matchesDeep(element: Element, selector: string): boolean {
  const parts = selector.split(">>>").map((part) => part.trim());
  let at: Element | null = element;
  for (const part of parts.reverse()) {
    if (at === null || !matches(at, part)) return false;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return true;
}

/** A selector may be newer than this browser, or simply wrong: then it matches nothing. */
function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
}

/** Whether a control is what a row's `submit` entry names. */
export function isNamed(control: Element, entry: string): boolean {
  if (entry.startsWith("name=")) return nameOf(control) === normalise(entry.slice(5));
  if (entry.startsWith("name^=")) return nameOf(control).startsWith(normalise(entry.slice(6)));
  return matchesDeep(control, entry);
}

/** The visible controls below `top` that any of the entries names. */
export function findNamed(top: Element | ShadowRoot, entries: string[]): Element[] {
  const selectors = entries.map((entry) => (/^name\^?=/.test(entry) ? BUTTONS : entry.split(">>>").at(-1)!.trim()));
  const found = [...new Set(selectors)].flatMap((selector) => {
    try {
      return findAll(top, selector);
    } catch {
      return [];
    }
  });
  return [...new Set(found)].filter(
    (control) => entries.some((entry) => isNamed(control, entry)) && isVisible(control),
  );
}

/** What a page builds buttons of. */
export const BUTTONS = 'button, [role="button"], input[type="submit"], input[type="image"], input[type="button"]';
