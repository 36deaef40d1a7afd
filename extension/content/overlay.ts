/**
 * The layer that everything we show stands in, and the events that belong to it.
 *
 * It is one bare `<div>` with a closed shadow root, put into the page with the first thing to show
 * and taken out with the last. Its events end at `window`, before any listener of the page: a page's
 * shortcuts, focus traps and "click outside" handlers never learn of them. Because that also keeps
 * them from reaching our own nodes, presses and keys are handed out from here.
 */

import { rememberCaret } from "./caret.ts";
import { presses, words } from "./draw.ts";
import overlayCss from "./overlay.css";
import { locale } from "./strings.ts";
import { closest } from "./tree.ts";
import tokensCss from "../tokens.css";

/** Something in the layer that takes keys while it is open. */
export interface Panel {
  root: HTMLElement;
  /** Whether the keyboard must stay inside. */
  modal: boolean;
  dismiss(): void;
}

/** Too many to listen to while there is no layer. */
const MOVES = "mousemove mouseout mouseover pointercancel pointerout pointerover touchcancel touchmove wheel".split(" ");

export class Overlay {
  #host: HTMLElement | undefined;
  #root: ShadowRoot | undefined;
  #layer: HTMLElement | undefined;
  #heard: HTMLElement | undefined;
  #panels: Panel[] = [];
  #listening = new AbortController();
  /** While we move the focus, the page is told nothing of it. */
  #isMoving = false;
  #caret: { box: HTMLElement; restore: () => void } | undefined;
  /** Told of the pointer while there is a layer. */
  pointerMoved: ((event: PointerEvent) => void) | undefined;

  /** The layer, in the page and on top of what `box` stands in. */
  at(box: Element): HTMLElement {
    const layer = this.#layer ?? this.#build();
    // What lies outside an open modal dialog takes no clicks, even in the top layer.
    const home = closest(box, ":modal, :popover-open") ?? document.documentElement;
    const host = this.#host!;
    if (host.parentNode !== home) home.append(host);
    if (!layer.matches(":popover-open")) {
      try {
        layer.showPopover();
      } catch {
        // The page is on its way out; drawn below its top layer is good enough.
      }
    }
    layer.lang = locale;
    return layer;
  }

  /** Takes the layer out of the page. */
  remove(): void {
    this.#listening.abort();
    this.#host?.remove();
    this.#host = this.#root = this.#layer = this.#heard = undefined;
    this.#panels = [];
  }

  /** Has a screen reader say something, after what it is saying. */
  announce(text: string): void {
    const said = words("", text, "p");
    this.#heard?.replaceChildren(said);
  }

  open(panel: Panel): void {
    if (!this.#panels.includes(panel)) this.#panels.push(panel);
  }

  close(panel: Panel): void {
    this.#panels = this.#panels.filter((open) => open !== panel);
  }

  get hasModal(): boolean {
    return this.#panels.some(({ modal }) => modal);
  }

  get focused(): Element | null {
    return this.#root?.activeElement ?? null;
  }

  /** Moves the focus to something of ours, from `box` or whatever has it. */
  focus(element: HTMLElement | null, box?: HTMLElement): void {
    if (box && !this.focused) this.keepCaret(box);
    this.#moveFocus(element);
  }

  /** Gives the focus back to a box, with the caret where it was. */
  giveBack(box: HTMLElement): void {
    this.#moveFocus(box);
    if (this.#caret?.box === box) this.#caret.restore();
    this.#caret = undefined;
  }

  /** Remembers the caret of a box that is about to lose it. */
  keepCaret(box: HTMLElement): void {
    if (this.#caret?.box !== box) this.#caret = { box, restore: rememberCaret(box) };
  }

  /** The page is told nothing: its focus traps would fight us. */
  #moveFocus(element: HTMLElement | null): void {
    this.#isMoving = true;
    element?.focus({ preventScroll: true });
    this.#isMoving = false;
  }

  isWithin(x: number, y: number, element: Element): boolean {
    return element.contains(this.#root?.elementFromPoint(x, y) ?? null);
  }

  /** Takes an event that is ours out of the page's hands. Says whether it was ours. */
  take(event: Event): boolean {
    const host = this.#host;
    if (!host?.isConnected) return false;
    const isInside = event.composedPath()[0] === host;
    if (event instanceof FocusEvent) return this.#takeFocus(event, host, isInside);
    if (event instanceof KeyboardEvent) return this.#takeKey(event, isInside);
    if (!isInside) return false;
    // A click without a pointer comes from the keyboard, or from a screen reader's own cursor. The
    // latter names its element to nobody but the element, so that one click goes on to it.
    const target = isFromPointer(event)
      ? this.#root?.elementFromPoint(event.clientX, event.clientY)
      : this.#root?.activeElement;
    if (event.type === "click" && !isFromPointer(event) && !target) return true;
    event.stopImmediatePropagation();
    // The box keeps its focus and its caret while the pointer is with us.
    if (event.type === "mousedown") event.preventDefault();
    // The second half of a double click was meant for what stood here before.
    if (event.type === "click" && (event as MouseEvent).detail < 2) this.#press(target);
    return true;
  }

  #press(target: Element | null | undefined): void {
    for (let at = target; at; at = at.parentElement) {
      const press = presses.get(at);
      if (press) {
        press();
        return;
      }
    }
  }

  /** The page is never told that the focus came to us, or that it came back. */
  #takeFocus(event: FocusEvent, host: HTMLElement, isInside: boolean): boolean {
    const isOurs = isInside || this.#isMoving || event.relatedTarget === host;
    if (isOurs) event.stopImmediatePropagation();
    const panel = this.#panels.at(-1);
    if (panel?.modal && !isInside && !this.#isMoving && event.type === "focusin") {
      // A page's focus trap pulled the focus out of our dialog.
      event.stopImmediatePropagation();
      this.focus(focusables(panel.root)[0] ?? null);
      return true;
    }
    return isOurs;
  }

  #takeKey(event: KeyboardEvent, isInside: boolean): boolean {
    const panel = this.#panels.at(-1);
    const isKeyDown = event.type === "keydown";
    if (panel && isKeyDown && event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      event.stopImmediatePropagation();
      panel.dismiss();
      return true;
    }
    if (!isInside) {
      if (!panel?.modal) return false;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.focus(focusables(panel.root)[0] ?? null);
      return true;
    }
    event.stopImmediatePropagation();
    // A key that is still down from before must not answer what it opened.
    if (event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
    if (isKeyDown && event.key === "Tab" && panel) this.#turn(event, panel);
    return true;
  }

  /** Tab goes round inside a dialog, and from the ends of a card back to the box. */
  #turn(event: KeyboardEvent, panel: Panel): void {
    const stops = focusables(panel.root);
    // -1 when the focus is on the panel itself.
    const index = stops.indexOf(this.focused as HTMLElement);
    const next = index + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    if (next >= 0 && next < stops.length) this.focus(stops[next] ?? null);
    else if (panel.modal) this.focus(stops.at(event.shiftKey ? -1 : 0) ?? null);
    else panel.dismiss();
  }

  #build(): HTMLElement {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [tokensCss, overlayCss].map((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      return sheet;
    });
    const layer = document.createElement("div");
    layer.className = "lamplight";
    layer.popover = "manual";
    const heard = document.createElement("div");
    heard.className = "heard";
    heard.setAttribute("role", "status");
    layer.append(heard);
    root.append(layer);
    root.addEventListener("click", (event) => this.#press(event.target as Element));
    this.#host = host;
    this.#root = root;
    this.#layer = layer;
    this.#heard = heard;
    this.#listen();
    return layer;
  }

  /** The pointer's moves; every other event comes from the script's own listeners. */
  #listen(): void {
    this.#listening = new AbortController();
    const options = { capture: true, passive: true, signal: this.#listening.signal };
    for (const type of MOVES) window.addEventListener(type, (event) => this.take(event), options);
    window.addEventListener(
      "pointermove",
      (event) => {
        this.pointerMoved?.(event);
        this.take(event);
      },
      options,
    );
  }
}

/** Clicks made by keys have no place. */
function isFromPointer(event: Event): event is MouseEvent {
  return event instanceof MouseEvent && (event.type !== "click" || event.detail > 0);
}

function focusables(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("button:not([hidden])")];
}
