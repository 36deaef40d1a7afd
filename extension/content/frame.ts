/** Lamplight in one frame, while it is on: from the page's events to fields, verdicts and the view. */

import { COMPOSER_SCORE, PERHAPS_SCORE, editingHost, gather, isEmpty, isRejected, score } from "./composer.ts";
import { Checker } from "./checker.ts";
import { Field } from "./field.ts";
import { Gate } from "./gate.ts";
import { Overlay } from "./overlay.ts";
import { rowsFor } from "./sites.ts";
import { say, setStrings } from "./strings.ts";
import { noteAsleep } from "./submit.ts";
import { View } from "./view.ts";
import { strongestOf } from "./badge.ts";
import { COMPOSER_PORT, type Finding, type SiteRow, type ToContent } from "../messages.ts";

/** Opens the card of the box that has the focus. */
const isCardKey = ({ altKey, ctrlKey, metaKey, shiftKey, code }: KeyboardEvent) =>
  altKey && !ctrlKey && !metaKey && !shiftKey && code === "KeyL";

/** A box that was no composer is judged anew so long after it was used. */
const JUDGE_MS = 300;

export interface FrameEvents {
  /** What is shown is different. */
  changed(): void;
  /** The rows for this host came, which name its site. */
  siteIs(id: string): void;
  /** The extension is gone. */
  gone(): void;
}

export class Frame {
  readonly #fields = new Map<HTMLElement, Field>();
  readonly #overlay = new Overlay();
  readonly #view = new View(this.#overlay, (field) => this.#left(field));
  readonly #gate = new Gate(this.#overlay, this.#view, { [Symbol.iterator]: () => this.#fields.values() });
  readonly #checker: Checker;
  readonly #events: FrameEvents;
  #rows: SiteRow[] = [];
  /** The last box that was looked at and is no composer yet. */
  #perhaps: HTMLElement | undefined;
  #judging: ReturnType<typeof setTimeout> | undefined;
  #isSayingOff = false;

  constructor(events: FrameEvents) {
    this.#events = events;
    this.#checker = new Checker({
      connect: () => chrome.runtime.connect({ name: COMPOSER_PORT }),
      host: location.hostname,
      path: () => location.pathname,
      ready: (message) => this.#ready(message),
      gone: () => events.gone(),
    });
  }

  /** Everything now shown in this frame. */
  get findings(): Finding[] {
    return [...this.#fields.values()].flatMap(({ box, findings }) => (box.isConnected ? findings : []));
  }

  /** Whether some box holds a text in a language that is not read. */
  get unread(): boolean {
    return [...this.#fields.values()].some(({ box, unread }) => box.isConnected && unread);
  }

  /** Takes everything of ours out of the page and forgets it. */
  end(): void {
    clearTimeout(this.#judging);
    this.#view.clear();
    for (const field of this.#fields.values()) this.#drop(field);
    this.#overlay.remove();
    this.#checker.close();
  }

  handle(event: Event): void {
    if (this.#overlay.take(event)) return;
    switch (event.type) {
      case "pointerdown":
      case "mousedown":
      case "pointerup":
      case "mouseup":
        this.#gate.press(event as PointerEvent);
        return;
      case "click":
        this.#gate.click(event);
        return;
      case "submit":
        this.#gate.submit(event as SubmitEvent);
        return;
      case "keydown":
        this.#key(event as KeyboardEvent);
        return;
      case "focusin":
      case "beforeinput":
      case "input":
      case "paste":
      case "drop":
      case "compositionstart":
      case "compositionend":
        this.#watch(event);
    }
  }

  #key(event: KeyboardEvent): void {
    const field = this.#watch(event);
    if (field && isCardKey(event) && this.#view.openByKey(field)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      this.#gate.key(event);
    }
  }

  /** The field that an event belongs to; watches it if it has become one. */
  #watch(event: Event): Field | undefined {
    for (const field of this.#fields.values()) if (this.#isOver(field)) this.#drop(field);
    const box = editingHost(event.composedPath());
    if (!box) return undefined;
    const known = this.#fields.get(box);
    if (known) return known;
    if (event.type === "focusin") return this.#judge(box);
    // Typing may turn it into one: a button wakes, a form grows. Not at every key, but after the last.
    this.#judging ??= setTimeout(() => {
      this.#judging = undefined;
      if (box.isConnected && !this.#fields.has(box)) this.#judge(box);
    }, JUDGE_MS);
    return undefined;
  }

  #judge(box: HTMLElement): Field | undefined {
    const rows = rowsFor(box, this.#rows, location.pathname);
    if (isRejected(box, rows)) return undefined;
    if (isEmpty(box)) noteAsleep(box);
    const points = score(gather(box, rows));
    // Even for a box that is only perhaps a composer the site's rows are asked for: they may settle it.
    if (points >= PERHAPS_SCORE) this.#checker.open();
    if (points < COMPOSER_SCORE) {
      this.#perhaps = box;
      return undefined;
    }
    this.#perhaps = undefined;
    const field: Field = new Field(box, this.#checker, () => this.#changed(field));
    this.#fields.set(box, field);
    field.rows = rows;
    field.refresh();
    return field;
  }

  #ready({ sites, strings, locale }: ToContent & { kind: "ready" }): void {
    setStrings(strings, locale);
    this.#rows = sites;
    const [first] = sites;
    if (first) this.#events.siteIs(first.site);
    for (const field of this.#fields.values()) field.rows = rowsFor(field.box, sites, location.pathname);
    if (this.#perhaps?.isConnected) this.#judge(this.#perhaps);
  }

  #changed(field: Field): void {
    this.#gate.changed(field);
    this.#view.update(field);
    this.#care(field);
    if (field.failed) this.#sayOff(field);
    else if (this.#isSayingOff && field.status !== "pending") {
      this.#isSayingOff = false;
      this.#view.unnote(field);
    }
    if (field.status !== "pending") this.#report();
  }

  /** Tells the toolbar and the popup. */
  #report(): void {
    const { findings } = this;
    this.#checker.show(findings.length, strongestOf(findings));
    this.#events.changed();
  }

  #left(field: Field): void {
    if (this.#isOver(field)) this.#drop(field);
    else this.#report();
  }

  /** Someone in distress is met with help: no mark, no count, and it stays while they go on writing. */
  #care(field: Field): void {
    if (field.support) this.#view.care(field, field.support, () => field.closeSupport());
    else if (field.status !== "pending") this.#view.uncare(field);
  }

  #sayOff(field: Field): void {
    if (this.#isSayingOff) return;
    this.#isSayingOff = true;
    this.#view.note(field, say("checking-off"));
  }

  /** A box that left the page is kept while its dialog stands: the last step may be without it. */
  #isOver({ box, dialog }: Field): boolean {
    return !box.isConnected && !dialog?.isConnected;
  }

  #drop(field: Field): void {
    this.#fields.delete(field.box);
    this.#gate.forget(field);
    field.release();
    this.#changed(field);
  }
}
