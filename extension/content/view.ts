/** What is shown of the watched boxes: marks, a badge each, one card, one note. */

import { drawBadge, strongestOf } from "./badge.ts";
import { drawCard } from "./card.ts";
import { drawCare } from "./care.ts";
import { element } from "./draw.ts";
import type { Scratch } from "./engines/engine.ts";
import type { Field } from "./field.ts";
import { followLayout } from "./follow.ts";
import { drawMarks, visibleMarks, type Mark } from "./marks.ts";
import { drawNote } from "./note.ts";
import type { Overlay, Panel } from "./overlay.ts";
import { aside, beside, isEmpty, scaleOf, visiblePart, viewport, type Box } from "./place.ts";
import { say } from "./strings.ts";
import { findSubmit } from "./submit.ts";
import { isVisible } from "./tree.ts";
import type { Finding, Support } from "../messages.ts";

/** How long the pointer rests on a mark before its card opens, and stays away before it closes. */
const HOVER_MS = 150;
const LEAVE_MS = 350;
/** A screen reader is told of findings when the typing pauses. */
const ANNOUNCE_MS = 900;

/** What one box shows. */
interface Shown {
  marks: Mark[];
  drawing?: Element;
  badge?: HTMLElement;
  badgeKey?: string;
  announced: Set<string>;
  unfollow: () => void;
}

interface OpenCard {
  field: Field;
  finding: Finding;
  panel: Panel;
  /** Where it stands: at the words, or at the badge. */
  anchor: Box;
  byHover: boolean;
}

/** Where the pointer was last. An event's path can be asked for only while it is under way. */
interface Pointer {
  x: number;
  y: number;
  path: EventTarget[];
}

export class View {
  readonly #overlay: Overlay;
  readonly #left: (field: Field) => void;
  readonly #shown = new Map<Field, Shown>();
  #card: OpenCard | undefined;
  #note: { field: Field; root: HTMLElement; care?: Panel } | undefined;
  #frame = 0;
  #hover: ReturnType<typeof setTimeout> | undefined;
  #announcing: ReturnType<typeof setTimeout> | undefined;
  #pointer: Pointer | undefined;

  /** `left` is told of a box that has left the page. */
  constructor(overlay: Overlay, left: (field: Field) => void) {
    this.#overlay = overlay;
    this.#left = left;
    overlay.pointerMoved = (event) => this.#pointerMoved(event);
  }

  /** Shows what a field's findings are now. */
  update(field: Field): void {
    const shown = this.#shown.get(field);
    if (field.findings.length === 0) {
      // A word under way is dropped and comes back with its verdict: what it shows may stay for that.
      if (!shown || field.status !== "pending") this.hide(field);
      return;
    }
    if (shown) {
      this.#drawSoon();
    } else {
      const unfollow = followLayout(field.box, () => this.#drawSoon());
      this.#shown.set(field, { marks: [], announced: new Set(), unfollow });
      this.#draw();
    }
    this.#announceSoon(field);
  }

  /** Takes away what a field shows, but for its note. */
  hide(field: Field): void {
    const shown = this.#shown.get(field);
    shown?.unfollow();
    if (shown) erase(shown);
    this.#shown.delete(field);
    if (this.#card?.field === field) this.closeCard();
    this.#tidy();
  }

  /** Takes everything away. */
  clear(): void {
    for (const field of [...this.#shown.keys()]) this.hide(field);
    this.#closeNote();
    this.#tidy();
  }

  /** Opens the card by keyboard; says whether there was one to open. */
  openByKey(field: Field): boolean {
    const first = this.#ordered(field)[0];
    if (!first) return false;
    this.#openCard(field, first, false);
    this.#overlay.focus(this.#card?.panel.root ?? null, field.box);
    return true;
  }

  /** Says something short at a field, in place of what was said before. */
  note(field: Field, text: string): void {
    if (text === "") return;
    this.#closeNote();
    const root = drawNote(text, () => this.#closeNote());
    this.#note = { field, root };
    this.#overlay.at(field.box).append(root);
    this.#overlay.announce(text);
    this.#placeNote();
  }

  /** Shows who to talk to, until it is closed or no longer called for. */
  care(field: Field, support: Support, closed: () => void): void {
    if (this.#note?.field === field && this.#note.care) return;
    this.#closeNote();
    const dismiss = () => {
      const hadFocus = root.contains(this.#overlay.focused);
      closed();
      this.#closeNote();
      if (hadFocus) this.#overlay.giveBack(field.box);
    };
    const root = drawCare(support, dismiss);
    const care: Panel = { root, modal: false, dismiss };
    this.#note = { field, root, care };
    this.#overlay.at(field.box).append(root);
    this.#overlay.open(care);
    this.#overlay.announce(`${support.heading} ${support.body}`);
    this.#placeNote();
  }

  /** It is no longer called for. */
  uncare(field: Field): void {
    if (this.#note?.field === field && this.#note.care) this.#closeNote();
  }

  /** Takes back what was said at a field. */
  unnote(field: Field): void {
    if (this.#note?.field === field) this.#closeNote();
  }

  // Drawing.

  #drawSoon(): void {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const [field, shown] of [...this.#shown]) {
      if (!field.box.isConnected) {
        this.hide(field);
        this.#left(field);
      } else if (isVisible(field.box)) {
        this.#drawField(field, shown);
      } else {
        erase(shown);
      }
    }
    this.#placeCard();
    this.#placeNote();
  }

  #drawField(field: Field, shown: Shown): void {
    const layer = this.#overlay.at(field.box);
    const { findings } = field;
    const spans = findings.flatMap((finding) => finding.spans);
    const places = field.engine.rectangles(field.box, spans, scratchIn(layer));
    let next = 0;
    const rectangles = new Map(
      findings.map((finding) => [finding, finding.spans.flatMap(() => places[next++] ?? [])] as const),
    );
    const seen = visiblePart(field.box);
    shown.marks = visibleMarks(findings, rectangles, seen);
    const drawing = drawMarks(shown.marks, seen, scaleOf(layer));
    if (shown.drawing?.parentNode === layer) shown.drawing.replaceWith(drawing);
    else layer.prepend(drawing);
    shown.drawing = drawing;
    this.#drawBadge(field, shown, seen, layer);
  }

  #drawBadge(field: Field, shown: Shown, seen: Box, layer: HTMLElement): void {
    const { findings } = field;
    const strongest = strongestOf(findings);
    const key = `${strongest} ${findings.length} ${layer.lang}`;
    if (strongest !== null && shown.badgeKey !== key) {
      const badge = drawBadge(findings.length, strongest, () => this.#toggleCard(field));
      if (shown.badge) shown.badge.replaceWith(badge);
      else layer.append(badge);
      shown.badge = badge;
      shown.badgeKey = key;
    }
    const { badge } = shown;
    if (!badge) return;
    if (badge.parentNode !== layer) layer.append(badge);
    badge.hidden = isEmpty(seen);
    const scale = scaleOf(layer);
    badge.style.left = `${scale.x(seen.right) - badge.offsetWidth - 6}px`;
    // Mostly above the box: the words begin below it, and what sends them is seldom there.
    badge.style.top = `${Math.max(scale.y(seen.top) - 26, 2)}px`;
  }

  /** The strongest findings first, then as they stand in the text. */
  #ordered(field: Field): Finding[] {
    return (["stop", "caution", "advice"] as const).flatMap((severity) =>
      field.findings.filter((finding) => finding.severity === severity),
    );
  }

  // The card.

  #toggleCard(field: Field): void {
    const first = this.#ordered(field)[0];
    if (this.#card?.field === field && !this.#card.byHover) this.closeCard();
    else if (first) this.#openCard(field, first, false);
  }

  #openCard(field: Field, finding: Finding, byHover: boolean): void {
    const before = this.#card;
    const hadFocus = before?.panel.root.contains(this.#overlay.focused) ?? false;
    this.#removeCard();
    const all = this.#ordered(field);
    const index = all.indexOf(finding);
    const root = drawCard(finding, index, all.length, {
      close: () => this.closeCard(),
      ignore: (ignored) => {
        this.closeCard();
        field.ignore(ignored);
      },
      turn: (by) => {
        const next = all[(index + by + all.length) % all.length];
        if (next) this.#openCard(field, next, false);
      },
    });
    const panel: Panel = { root, modal: false, dismiss: () => this.closeCard() };
    const anchor = this.#anchorOf(field, finding);
    this.#card = { field, finding, panel, anchor, byHover };
    this.#overlay.at(field.box).append(root);
    this.#overlay.open(panel);
    this.#placeCard();
    if (hadFocus) this.#overlay.focus(root);
  }

  /** At the first marked words that can be seen, else at the badge. */
  #anchorOf(field: Field, finding: Finding): Box {
    const shown = this.#shown.get(field);
    const mark = shown?.marks.find((mark) => mark.finding === finding);
    return mark?.rect ?? shown?.badge?.getBoundingClientRect() ?? visiblePart(field.box);
  }

  #placeCard(): void {
    const card = this.#card;
    if (!card) return;
    // A new verdict brings new objects: the card stays with the finding that says the same.
    const now = card.field.findings.find(
      ({ rule, message }) => rule === card.finding.rule && message === card.finding.message,
    );
    if (!now) {
      if (card.field.status !== "pending") this.closeCard();
      return;
    }
    card.finding = now;
    card.anchor = this.#anchorOf(card.field, now);
    place(card.panel.root, card.anchor, this.#overlay.at(card.field.box));
  }

  /** Closes the card; the focus, if it was there, goes back to the box. */
  closeCard(): void {
    const card = this.#card;
    if (!card) return;
    const hadFocus = card.panel.root.contains(this.#overlay.focused);
    this.#removeCard();
    if (hadFocus) this.#overlay.giveBack(card.field.box);
  }

  #removeCard(): void {
    const card = this.#card;
    if (!card) return;
    this.#card = undefined;
    this.#overlay.close(card.panel);
    card.panel.root.remove();
  }

  // The note.

  #placeNote(): void {
    if (!this.#note) return;
    const { field, root } = this.#note;
    const layer = this.#overlay.at(field.box);
    if (!isVisible(field.box)) this.#closeNote();
    else if (this.#note.care) placeAside(root, field, layer);
    else place(root, visiblePart(field.box), layer, "above");
  }

  #closeNote(): void {
    const note = this.#note;
    this.#note = undefined;
    if (note?.care) this.#overlay.close(note.care);
    note?.root.remove();
    this.#tidy();
  }

  // The pointer.

  #pointerMoved(event: PointerEvent): void {
    if (!this.#pointer) requestAnimationFrame(() => this.#hoverAt());
    this.#pointer = { x: event.clientX, y: event.clientY, path: event.composedPath() };
  }

  #hoverAt(): void {
    const pointer = this.#pointer;
    this.#pointer = undefined;
    if (!pointer || this.#overlay.hasModal) return;
    const card = this.#card;
    const over = this.#markAt(pointer);
    const isOnCard = card !== undefined && this.#overlay.isWithin(pointer.x, pointer.y, card.panel.root);
    const stays = card !== undefined && (over?.finding === card.finding || isOnCard);
    clearTimeout(this.#hover);
    if (stays) return;
    if (over && (card === undefined || card.byHover)) {
      this.#hover = setTimeout(() => {
        if (over.field.findings.includes(over.finding)) this.#openCard(over.field, over.finding, true);
      }, HOVER_MS);
    } else if (card?.byHover) {
      this.#hover = setTimeout(() => this.closeCard(), LEAVE_MS);
    }
  }

  #markAt({ x, y, path }: Pointer): { field: Field; finding: Finding } | undefined {
    for (const [field, { marks }] of this.#shown) {
      // Something that lies over the box hides its marks from the pointer.
      if (!path.includes(field.box)) continue;
      const hit = marks.findLast(
        ({ rect }) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom + 4,
      );
      if (hit) return { field, finding: hit.finding };
    }
    return undefined;
  }

  // For the ear.

  #announceSoon(field: Field): void {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      const shown = this.#shown.get(field);
      const fresh = this.#ordered(field).filter(({ rule }) => !shown?.announced.has(rule));
      const [first] = fresh;
      if (!shown || !first) return;
      for (const { rule } of fresh) shown.announced.add(rule);
      this.#overlay.announce(say("announce", { severity: say(first.severity), message: first.message }));
    }, ANNOUNCE_MS);
  }

  /** With nothing left to show, nothing is left in the page. */
  #tidy(): void {
    if (this.#shown.size > 0) return;
    clearTimeout(this.#hover);
    clearTimeout(this.#announcing);
    if (!this.#note && !this.#overlay.hasModal) this.#overlay.remove();
  }
}

function erase(shown: Shown): void {
  shown.marks = [];
  shown.drawing?.remove();
  shown.badge?.remove();
}

function placeAside(panel: HTMLElement, field: Field, layer: HTMLElement): void {
  const controls = findSubmit(field.box, field.rows).map((control) => control.getBoundingClientRect());
  const { width, height } = panel.getBoundingClientRect();
  put(panel, aside(width, height, controls, visiblePart(field.box)), layer);
}

function place(panel: HTMLElement, anchor: Box, layer: HTMLElement, first: "below" | "above" = "below"): void {
  const { width, height } = panel.getBoundingClientRect();
  put(panel, beside(anchor, width, height, viewport(), first), layer);
}

function put(panel: HTMLElement, { left, top }: { left: number; top: number }, layer: HTMLElement): void {
  const scale = scaleOf(layer);
  panel.style.left = `${scale.x(left)}px`;
  panel.style.top = `${scale.y(top)}px`;
}

function scratchIn(layer: HTMLElement): Scratch {
  return {
    during(copy, measure) {
      const place = element("div", "", copy);
      layer.append(place);
      try {
        return measure();
      } finally {
        place.remove();
      }
    },
  };
}
