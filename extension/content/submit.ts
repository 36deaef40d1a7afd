/** What sends a box's text: the control to click and the keys to press. */

import hints from "./hints.json";
import { mentions, nameOf } from "./names.ts";
import { BUTTONS, findNamed, isNamed } from "./sites.ts";
import { ancestors, closest, findAll, isVisible, parentOf } from "./tree.ts";
import type { SiteRow } from "../messages.ts";

const MAX_LEVELS = 12;
const EDGES = "dialog, [role=dialog], form, article, [role=article], body";
const NEVER = "[role=menu] *, [role=toolbar] *, [role=tablist] *, [role=listbox] *";

/** From this score on a control counts as one that sends. */
const SUBMIT_SCORE = 3;

/** Controls seen disabled while their box was empty; once enabled, they send. */
const asleep = new WeakSet<Element>();

/**
 * The controls that send this box, likeliest first. Found anew each time: pages replace their nodes,
 * and a control that was remembered would be the wrong one at the moment that counts.
 */
export function findSubmit(box: Element, rows: SiteRow[]): Element[] {
  const entries = rows.flatMap((row) => row.submit);
  if (entries.length > 0) {
    // A row's own control may stand outside the form or dialog: climb all the way for it.
    for (const level of levels(box, Infinity)) {
      const named = findNamed(level, entries);
      if (named.length > 0) return named;
    }
  }
  for (const level of levels(box, MAX_LEVELS)) {
    const rated = candidates(level, box)
      .map((control, index, all) => ({ control, score: rate(control, box, index === all.length - 1) }))
      .filter(({ score }) => score >= SUBMIT_SCORE)
      .sort((a, b) => b.score - a.score);
    if (rated.length > 0) return rated.map(({ control }) => control);
    if (level.matches(EDGES)) break;
    if (holdsAnotherBox(level, box)) break;
  }
  return [];
}

/** Remembers which controls sleep while the box is empty. Needs no language. */
export function noteAsleep(box: Element): void {
  for (const level of levels(box, MAX_LEVELS)) {
    for (const control of candidates(level, box)) if (isDisabled(control)) asleep.add(control);
    if (level.matches(EDGES)) return;
  }
}

/** Whether a click on this path is a click on one of the controls. */
export function isOnPath(path: EventTarget[], controls: Element[]): boolean {
  return controls.some((control) => path.includes(control));
}

/** Whether an element on this path is a button at all, or drawn as one. */
export function buttonOf(path: EventTarget[]): Element | undefined {
  return path.find((target): target is Element => target instanceof Element && target.matches(BUTTONS));
}

/** Whether a control is called what sending is called, or a row names it. */
export function isSubmitByName(control: Element, rows: SiteRow[]): boolean {
  return (
    hints.submit.includes(nameOf(control)) ||
    rows.some((row) => row.submit.some((entry) => isNamed(control, entry)))
  );
}

export function isDisabled(control: Element): boolean {
  return (
    control.getAttribute("aria-disabled") === "true" ||
    ((control instanceof HTMLButtonElement || control instanceof HTMLInputElement) && control.disabled)
  );
}

function* levels(box: Element, most: number): Generator<Element> {
  let count = 0;
  for (const level of ancestors(parentOf(box) ?? box)) {
    if (count++ >= most) return;
    yield level;
  }
}

function candidates(level: Element, box: Element): Element[] {
  return findAll(level, `${BUTTONS}, svg[aria-label]`)
    .map((found) => (found instanceof SVGElement ? labelledIcon(found) : found))
    .filter((control): control is Element => control !== null && !box.contains(control) && isCandidate(control));
}

/** A labelled icon that stands in no button is itself drawn as one. */
function labelledIcon(icon: SVGElement): Element | null {
  return closest(icon, BUTTONS) ? null : icon.parentElement;
}

function isCandidate(control: Element): boolean {
  const opens = control.getAttribute("aria-haspopup");
  if (opens !== null && opens !== "false") return false;
  if (control.matches(NEVER) || !isVisible(control)) return false;
  const name = nameOf(control);
  return hints.submit.includes(name) || !mentions(name, hints.notSubmit);
}

function rate(control: Element, box: Element, isLast: boolean): number {
  let score = 0;
  if (hints.submit.includes(nameOf(control))) score += 4;
  if (isFormSubmit(control)) score += 3;
  if (isMarked(control)) score += 2;
  if (isLast) score += 1;
  if (isAtBottomRight(control, box)) score += 1;
  if (asleep.has(control) && !isDisabled(control)) score += 4;
  return score;
}

function isFormSubmit(control: Element): boolean {
  return (
    (control instanceof HTMLButtonElement && control.type === "submit" && control.form !== null) ||
    (control instanceof HTMLInputElement && (control.type === "submit" || control.type === "image"))
  );
}

/** Ids and test ids are written for the site's own people, in English and seldom re-worded. */
function isMarked(control: Element): boolean {
  const marks = [...control.attributes]
    .filter(({ name }) => name === "id" || name === "name" || name.startsWith("data-"))
    .map(({ value }) => value.toLowerCase());
  return marks.some((mark) => hints.submitMarks.some((word) => mark.includes(word)));
}

function isAtBottomRight(control: Element, box: Element): boolean {
  const [button, area] = [control.getBoundingClientRect(), box.getBoundingClientRect()];
  return button.bottom > area.top + area.height / 2 && button.left > area.left + area.width / 2;
}

function holdsAnotherBox(level: Element, box: Element): boolean {
  return findAll(level, "textarea, [contenteditable]:not([contenteditable=false])").some(
    (other) => other !== box && !box.contains(other) && isVisible(other) && !other.contains(box),
  );
}

// Keys.

export interface Press {
  key: string;
  isComposing: boolean;
  keyCode: number;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Which submit key a press is, if any. An Enter that ends a composition or has Shift is none. */
export function submitKey(press: Press): "Enter" | "Ctrl+Enter" | null {
  if (press.key !== "Enter" || press.isComposing || press.keyCode === 229) return null;
  if (press.shiftKey || press.altKey) return null;
  return press.ctrlKey || press.metaKey ? "Ctrl+Enter" : "Enter";
}

/** Whether a list of suggestions is open at the box: then Enter picks a name and sends nothing. */
export function picksSuggestion(box: Element): boolean {
  if (box.getAttribute("aria-expanded") === "true") return true;
  // Some boxes always carry these attributes: they count when what they name is there to see.
  const root = box.getRootNode() as Document | ShadowRoot;
  const named = (attribute: string) => root.getElementById?.(box.getAttribute(attribute) ?? "");
  const [option, list] = [named("aria-activedescendant"), named("aria-controls")];
  return (option && isVisible(option)) || (list?.getAttribute("role") === "listbox" && isVisible(list)) || false;
}
