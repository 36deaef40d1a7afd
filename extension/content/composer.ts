/** Whether the box that an event came from is one that posts are written in. */

// What sites call their boxes and buttons, in English and then in Welsh, normalised.
import hints from "./hints.json";
import { boxLabel, mentions } from "./names.ts";
import { findSubmit } from "./submit.ts";
import { closest, findAll, isVisible } from "./tree.ts";
import type { SiteRow } from "../messages.ts";

/** From this score on a box is read. Below it the box is judged anew as it is used. */
export const COMPOSER_SCORE = 4;
export const PERHAPS_SCORE = 2;

/** The box an event belongs to: a text field, or the outermost element that is edited as one. */
export function editingHost(path: EventTarget[]): HTMLElement | null {
  let host: HTMLElement | null = null;
  for (const target of path) {
    if (!(target instanceof HTMLElement)) break;
    if (target instanceof HTMLTextAreaElement) return target;
    if (target instanceof HTMLInputElement) return target.type === "text" ? target : null;
    if (!target.isContentEditable) break;
    host = target;
  }
  return host === document.documentElement ? document.body : host;
}

/** What speaks for and against a box, apart from the page, so that the sum can be tested. */
export interface Facts {
  multiLine: boolean;
  textbox: boolean;
  engineMark: boolean;
  boxHint: boolean;
  otherUse: boolean;
  submit: boolean;
  container: boolean;
  mediaControl: boolean;
  composerPath: boolean;
  longLimit: boolean;
  siteRow: boolean;
}

export function score(facts: Facts): number {
  const points: [boolean, number][] = [
    [facts.multiLine, 2],
    [!facts.multiLine, -2],
    [facts.textbox, 1],
    [facts.engineMark, 1],
    [facts.boxHint, 3],
    [facts.otherUse, -3],
    [facts.submit, 3],
    [facts.container, 1],
    [facts.mediaControl, 1],
    [facts.composerPath, 1],
    [facts.longLimit, 1],
    [facts.siteRow, 4],
  ];
  return points.reduce((sum, [holds, worth]) => sum + (holds ? worth : 0), 0);
}

const ENGINE_MARKS =
  '[data-lexical-editor], [data-contents], [data-slate-editor], .public-DraftEditor-content, .ProseMirror, .ql-editor, .fr-element, .cke_editable, .ck-editor__editable, .block-editor-writing-flow [contenteditable]';
const CODE_EDITORS = ".monaco-editor, .CodeMirror, .cm-editor, .ace_editor, [role=grid], [role=search]";
const CONTAINERS = "[role=dialog], dialog, form, article, [role=article], footer, [role=log]";
const MEDIA_CONTROLS = 'input[type="file"], [aria-label*="emoji" i], [aria-label*="GIF"]';

export function gather(box: HTMLElement, rows: SiteRow[]): Facts {
  const label = boxLabel(box);
  const container = closest(box, CONTAINERS);
  const limit = Number(box.getAttribute("maxlength") ?? 0);
  return {
    multiLine: !(box instanceof HTMLInputElement),
    textbox: box.getAttribute("role") === "textbox",
    engineMark: box.matches(ENGINE_MARKS) || box.querySelector("[data-contents]") !== null,
    boxHint: mentions(label, hints.box),
    otherUse: mentions(label, hints.other),
    submit: findSubmit(box, rows).length > 0,
    container: container !== null,
    mediaControl: container !== null && findAll(container, MEDIA_CONTROLS).length > 0,
    composerPath: pathWords().some((word) => hints.composerPath.includes(word)),
    longLimit: limit >= 140,
    siteRow: rows.length > 0,
  };
}

export function pathWords(): string[] {
  return location.pathname.toLowerCase().split(/[^a-z]+/);
}

/** What a box must not be, whatever else speaks for it. */
export function isRejected(box: HTMLElement, rows: SiteRow[]): boolean {
  const role = box.getAttribute("role");
  if (role === "searchbox" || role === "combobox" || role === "spinbutton") return true;
  if (closest(box, CODE_EDITORS) !== null) return true;
  if (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) {
    if (box.readOnly || box.disabled || isForAutofill(box.autocomplete)) return true;
    if (box.name === "q" || box.name === "g-recaptcha-response") return true;
    if (box.form?.querySelector('input[type="password"]')) return true;
    if (/(^|[^a-z])search/i.test(`${box.name} ${box.form?.getAttribute("action") ?? ""}`)) return true;
  }
  if (closest(box, '[aria-hidden="true"]') !== null || !isVisible(box)) return true;
  if (rows.length > 0) return false;
  if (/(^|[\s_-])(fake|mirror)($|[\s_-])|-fake$/.test(box.className)) return true;
  const label = boxLabel(box);
  return mentions(label, hints.reject) && !mentions(label, hints.box);
}

function isForAutofill(autocomplete: string): boolean {
  return autocomplete.split(/\s+/).some((token) => hints.autocomplete.some((use) => token.includes(use)));
}

export function isEmpty(box: HTMLElement): boolean {
  const isField = box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement;
  return (isField ? box.value : (box.textContent ?? "")).trim() === "";
}
