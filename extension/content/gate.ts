/**
 * The gate before the Post button: sees every way of posting, and holds what must be asked about.
 *
 * Nothing is taken from the page unless a post is really held, and whatever is held is let go by the
 * user, by the verdict or by the clock.
 */

import { drawDialog, type Reason } from "./dialog.ts";
import type { Field } from "./field.ts";
import { IDLE, VERDICT_MS, armed, attempt, released, settle, type Act } from "./hold.ts";
import type { Overlay, Panel } from "./overlay.ts";
import { say } from "./strings.ts";
import { buttonOf, findSubmit, isDisabled, isOnPath, isSubmitByName, picksSuggestion, submitKey } from "./submit.ts";
import { closest, contains, isVisible } from "./tree.ts";
import type { View } from "./view.ts";

/** If the box still holds the text so long after its release, the site did not take the click. */
const STILL_THERE_MS = 2000;
/** A click follows the pointer's coming up within this time, if it comes at all. */
const CLICK_MS = 300;
/** If Enter empties a box within this time, Enter sends there. */
const EMPTIED_MS = 1500;

/** How a post was begun, which is how it will be let go. */
interface Way {
  by: "press" | "key" | "submit";
  control?: Element | undefined;
  form?: HTMLFormElement | undefined;
  /** What to press again where nothing can be pressed for the user. */
  key?: string;
}

interface Kept {
  control: Element;
  events: Event[];
}

export class Gate {
  readonly #overlay: Overlay;
  readonly #view: View;
  readonly #fields: Iterable<Field>;
  /** While we press for the user, nothing is held. */
  #releasing = false;
  /** The pointer events that were kept from a control, to be given back before the click. */
  #kept: Kept | undefined;
  #waiting = new Map<Field, { way: Way; timer: ReturnType<typeof setTimeout> }>();
  #dialog: { field: Field; panel: Panel } | undefined;
  /** Kinds of box in which Enter has been seen to send. */
  readonly #enterSends = new Set<string>();

  constructor(overlay: Overlay, view: View, fields: Iterable<Field>) {
    this.#overlay = overlay;
    this.#view = view;
    this.#fields = fields;
  }

  /** Pointer events on their way to a control; some pages post on the way down. */
  press(event: PointerEvent | MouseEvent): void {
    if (this.#releasing) return;
    if (event.type === "pointerdown") this.#kept = undefined;
    const [way] = this.#waysOf(event.composedPath());
    if (way && way.field.hold.is !== "passing") {
      // The press takes the focus from the box.
      if (!this.#kept) this.#overlay.keepCaret(way.field.box);
      this.#kept ??= { control: way.control, events: [] };
      this.#kept.events.push(event);
      event.stopImmediatePropagation();
    }
    if (event.type === "pointerup" && this.#kept) this.#expectClick(this.#kept);
  }

  click(event: Event): void {
    if (this.#releasing) return;
    for (const { field, control } of this.#waysOf(event.composedPath())) {
      if (this.#try(field, { by: "press", control }) === "pass") continue;
      stop(event);
      return;
    }
    this.#giveBack();
  }

  key(event: KeyboardEvent): void {
    if (this.#releasing) return;
    const path = event.composedPath();
    if ((event.key === "Enter" || event.key === " ") && !isInBox(path, this.#fields)) {
      // A control that is pressed by keyboard. Divs that play the button act on the key itself.
      if (this.#waysOf(path).some(({ field, control }) => this.#try(field, { by: "press", control }) !== "pass")) {
        stop(event);
      }
      return;
    }
    const key = submitKey(event);
    const field = [...this.#fields].find(({ box }) => path.includes(box));
    if (!key || !field || (key === "Enter" && picksSuggestion(field.box))) return;
    field.refresh();
    if (field.status === "clear") return;
    if (key === "Enter" && !this.#sendsByEnter(field)) {
      this.#learnEnter(field);
      return;
    }
    const control = findSubmit(field.box, field.rows)[0];
    if (this.#try(field, { by: "key", control, form: formOf(field.box), key }) !== "pass") stop(event);
  }

  submit(event: SubmitEvent): void {
    if (this.#releasing || !(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    const fields = [...this.#fields].filter(({ box }) => formOf(box) === form);
    for (const field of fields) {
      field.refresh();
      if (field.status === "clear") continue;
      const control = event.submitter ?? undefined;
      if (this.#try(field, { by: "submit", form, control }) !== "pass") {
        stop(event);
        return;
      }
    }
  }

  /** A field's verdict, text or ignored findings are others now. */
  changed(field: Field): void {
    const waiting = this.#waiting.get(field);
    if (!waiting) return;
    const next = settle(field.hold, field.status);
    if (next === "stay") return;
    this.#stopWaiting(field);
    if (next === "release" || !this.#ask(field, waiting.way)) this.#release(field, waiting.way);
  }

  /** A field is no longer watched: what was held of it goes through. */
  forget(field: Field): void {
    const waiting = this.#waiting.get(field);
    this.#stopWaiting(field);
    if (this.#dialog?.field === field) this.#closeDialog();
    if (waiting) this.#release(field, waiting.way);
  }

  #try(field: Field, way: Way): Act {
    // A page can take our layer out; then nobody sees the question.
    if (this.#dialog && !this.#dialog.panel.root.isConnected) this.#goBack();
    const { text, status } = field;
    const releasable = way.by !== "key" || way.control !== undefined || way.form !== undefined;
    const [hold, act] = attempt(field.hold, { text, status, releasable, now: Date.now() });
    field.hold = hold;
    if (act === "ask" && !this.#ask(field, way)) return "pass";
    if (act === "wait") {
      const timer = setTimeout(() => {
        this.#stopWaiting(field);
        this.#release(field, way);
      }, VERDICT_MS);
      this.#waiting.set(field, { way, timer });
    }
    if (act === "pass") this.#view.unnote(field);
    return act;
  }

  #stopWaiting(field: Field): void {
    clearTimeout(this.#waiting.get(field)?.timer);
    this.#waiting.delete(field);
  }

  /** The fields that a control on this path sends, among those worth asking about. */
  #waysOf(path: EventTarget[]): { field: Field; control: Element }[] {
    return [...this.#fields].flatMap((field) => {
      if (path.includes(field.box)) return [];
      field.refresh();
      if (field.status === "clear" && !this.#kept) return [];
      const control = controlOf(field, path);
      return control ? [{ field, control }] : [];
    });
  }

  // The dialog.

  /** Opens the dialog. Says whether it could: a post is never held without a question. */
  #ask(field: Field, way: Way): boolean {
    try {
      this.#openDialog(field, way);
      field.hold = { is: "asking" };
      return true;
    } catch {
      this.#closeDialog();
      field.hold = IDLE;
      return false;
    }
  }

  #openDialog(field: Field, way: Way): void {
    this.#view.closeCard();
    const reasons = this.#sentWith(field, way).flatMap(reasonsOf);
    const veil = drawDialog(reasons, {
      goBack: () => this.#goBack(),
      postAnyway: () => {
        this.#closeDialog();
        this.#release(field, way);
      },
    });
    const panel: Panel = { root: veil, modal: true, dismiss: () => this.#goBack() };
    this.#dialog = { field, panel };
    this.#overlay.at(field.box.isConnected ? field.box : document.documentElement).append(veil);
    this.#overlay.open(panel);
    this.#overlay.focus(veil.querySelector("button"), field.box);
  }

  /** One button may send several boxes: a thread, a title and its text. */
  #sentWith(field: Field, { control }: Way): Field[] {
    const others = [...this.#fields].filter((other) => other !== field && other.status === "stop");
    return [field, ...others.filter((other) => control && controlOf(other, [control]))];
  }

  #goBack(): void {
    const field = this.#dialog?.field;
    this.#closeDialog();
    this.#kept = undefined;
    if (field) field.hold = IDLE;
  }

  #closeDialog(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    this.#dialog = undefined;
    this.#overlay.close(dialog.panel);
    dialog.panel.root.remove();
    this.#overlay.giveBack(dialog.field.box);
    // The layer leaves the page with the last thing in it.
    this.#view.update(dialog.field);
  }

  /** After the pointer came up a click must follow. If none does, the press is not lost either. */
  #expectClick(kept: Kept): void {
    setTimeout(() => {
      if (this.#kept !== kept) return;
      const [way] = this.#waysOf([kept.control]);
      if (way?.field.hold.is !== "idle") return;
      if (this.#try(way.field, { by: "press", control: way.control }) === "pass") this.#giveBack();
    }, CLICK_MS);
  }

  // Letting go.

  #release(field: Field, way: Way): void {
    const { text } = field;
    field.hold = released(text, Date.now());
    this.#releasing = true;
    let isDone: boolean;
    try {
      isDone = this.#pressFor(field, way);
    } catch {
      isDone = false; // The page's own handler failed; the user can still press.
    } finally {
      this.#releasing = false;
      this.#kept = undefined;
    }
    if (!isDone) {
      this.#arm(field, way.by === "key" ? say("press-key-again", { key: way.key ?? "" }) : say("press-post-again"));
      return;
    }
    setTimeout(() => {
      field.refresh();
      const isStillThere = field.text === text && field.text !== "" && isVisible(field.box);
      if (isStillThere && field.hold.is !== "asking") this.#arm(field, say("press-post-again"));
    }, STILL_THERE_MS);
  }

  /** Presses what the user pressed. Says whether there was something to press. */
  #pressFor(field: Field, way: Way): boolean {
    if (way.by === "submit" && way.form?.isConnected) {
      const submitter = way.control?.isConnected ? (way.control as HTMLElement) : null;
      way.form.requestSubmit(submitter);
      return true;
    }
    const controls = findSubmit(field.box, field.rows);
    // Pages replace their nodes: the control of before may be gone, and another in its place.
    const control = [way.control, ...controls].find((one) => one?.isConnected && isVisible(one) && !isDisabled(one));
    if (control instanceof HTMLElement || control instanceof SVGElement) {
      this.#giveBack(control);
      if (control instanceof HTMLElement) control.click();
      else control.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
      return true;
    }
    if (way.form?.isConnected) {
      way.form.requestSubmit();
      return true;
    }
    return false;
  }

  /** Gives a control the pointer events that were kept from it, as they were. */
  #giveBack(control = this.#kept?.control): void {
    const events = this.#kept?.events ?? [];
    this.#kept = undefined;
    if (!control) return;
    const wasReleasing = this.#releasing;
    this.#releasing = true;
    for (const event of events) {
      const Kind = event.constructor as new (type: string, init: Event) => Event;
      control.dispatchEvent(new Kind(event.type, event));
    }
    this.#releasing = wasReleasing;
  }

  #arm(field: Field, text: string): void {
    field.hold = armed(field.text);
    this.#view.note(field, text);
    this.#overlay.giveBack(field.box);
  }

  // Enter.

  #sendsByEnter(field: Field): boolean {
    const { rows, box } = field;
    if (rows.some(({ submitKeys }) => submitKeys.includes("Enter")) || this.#enterSends.has(kindOf(box))) return true;
    if (rows.length > 0) return false;
    if (box instanceof HTMLInputElement) return box.form !== null;
    // In a text area with a button Enter makes a line more often than not.
    const hasButton = box instanceof HTMLTextAreaElement && findSubmit(box, rows).length > 0;
    return field.audience === "private" && !hasButton;
  }

  /** On a site that nobody knows: did Enter send? */
  #learnEnter(field: Field): void {
    setTimeout(() => {
      field.refresh();
      if (field.text.trim() === "") this.#enterSends.add(kindOf(field.box));
    }, EMPTIED_MS);
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function reasonsOf(field: Field): Reason[] {
  return field.stops.map((finding) => {
    const quoted = finding.spans.map(({ start, end }) => field.text.slice(start, end));
    // Many messages say the words themselves.
    const isSaid = quoted.some((words) => finding.message.includes(words));
    return { finding, quoted: isSaid ? "" : quoted.join(" … ") };
  });
}

function isInBox(path: EventTarget[], fields: Iterable<Field>): boolean {
  return [...fields].some(({ box }) => path.includes(box));
}

/** The control on this path that sends the field's text. */
function controlOf(field: Field, path: EventTarget[]): Element | undefined {
  if (field.box.isConnected) {
    return findSubmit(field.box, field.rows).find((control) => isOnPath(path, [control]));
  }
  // The last step of a dialog whose box was on a step before.
  const control = buttonOf(path);
  const isHere = control !== undefined && field.dialog?.isConnected === true && contains(field.dialog, control);
  return isHere && isSubmitByName(control, field.rows) ? control : undefined;
}

function formOf(box: HTMLElement): HTMLFormElement | undefined {
  const form = closest(box, "form");
  return form instanceof HTMLFormElement ? form : undefined;
}

/** Boxes that look alike act alike. */
function kindOf(box: HTMLElement): string {
  return [box.tagName, box.getAttribute("role"), box.className].join(" ");
}
