/** One box that is watched: its text, the verdict for that very text, and what is shown of it. */

import { audienceOf } from "./audience.ts";
import type { Checker } from "./checker.ts";
import { engineOf } from "./engines/index.ts";
import type { Engine } from "./engines/engine.ts";
import { IDLE, type Hold, type Status } from "./hold.ts";
import { remap } from "./remap.ts";
import { closest } from "./tree.ts";
import type { Audience, Finding, SiteRow, Support } from "../messages.ts";

/** A read that took so long is not repeated at every key. */
const SLOW_READ_MS = 6;

export class Field {
  readonly box: HTMLElement;
  readonly engine: Engine;
  /** The dialog it stands in: a box may be gone when its last step's button is pressed. */
  readonly dialog: Element | null;
  hold: Hold = IDLE;

  #rows: SiteRow[] = [];
  #text = "";
  #audience: Audience;
  #path = location.pathname;
  /** For the text as it is; undefined while the answer is on its way. */
  #verdict: Finding[] | null | undefined;
  #findings: Finding[] = [];
  #support: Support | undefined;
  #unread = false;
  #isSupportClosed = false;
  readonly #ignored = new Set<string>();
  readonly #checker: Checker;
  readonly #changed: () => void;
  readonly #unfollow: () => void;
  #later: ReturnType<typeof setTimeout> | undefined;
  #slow = 0;

  /** `changed` is called when the text, the verdict or what is shown is another. */
  constructor(box: HTMLElement, checker: Checker, changed: () => void) {
    this.box = box;
    this.engine = engineOf(box);
    this.dialog = closest(box, "dialog, [role=dialog]");
    this.#checker = checker;
    this.#changed = changed;
    this.#audience = audienceOf(box, []);
    this.#unfollow = this.engine.follow(box, () => this.refreshSoon());
  }

  get rows(): SiteRow[] {
    return this.#rows;
  }

  set rows(rows: SiteRow[]) {
    this.#rows = rows;
    this.#judgeAudience();
  }

  get text(): string {
    return this.#text;
  }

  get audience(): Audience {
    return this.#audience;
  }

  /** What to show for the text as it is, without what the user has answered. */
  get findings(): Finding[] {
    return this.#findings.filter((finding) => !this.#ignored.has(this.#key(finding)));
  }

  /** The engine could not answer for this text. */
  get failed(): boolean {
    return this.#verdict === null;
  }

  get status(): Status {
    if (this.#text.trim() === "" || this.#verdict === null) return "clear";
    if (this.#verdict === undefined) return "pending";
    return this.stops.length > 0 ? "stop" : "clear";
  }

  /** The text is in a language that is not read. */
  get unread(): boolean {
    return this.#unread;
  }

  /** Who to talk to, if the writer is in distress and has not closed it here. */
  get support(): Support | undefined {
    return this.#isSupportClosed ? undefined : this.#support;
  }

  get stops(): Finding[] {
    return this.findings.filter(({ severity }) => severity === "stop");
  }

  /** Reads the box now. A box that has left the page keeps its last text. */
  refresh(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    if (!this.box.isConnected) return;
    const began = performance.now();
    const text = this.engine.read(this.box);
    this.#slow = performance.now() - began;
    if (this.#path !== location.pathname) this.#judgeAudience();
    if (text === this.#text) return;
    this.#findings = remap(this.#findings, this.#text, text);
    this.#text = text;
    if (this.hold.is === "passing" && this.hold.text !== text) this.hold = IDLE;
    this.#ask();
    this.#changed();
  }

  /** Reads the box soon: at once where that is cheap, a little later where it is not. */
  refreshSoon(): void {
    if (this.#slow < SLOW_READ_MS) this.refresh();
    else this.#later ??= setTimeout(() => this.refresh(), this.#slow * 8);
  }

  ignore(finding: Finding): void {
    this.#ignored.add(this.#key(finding));
    this.#changed();
  }

  closeSupport(): void {
    this.#isSupportClosed = true;
  }

  /** Forgets everything; the page keeps nothing of ours. */
  release(): void {
    clearTimeout(this.#later);
    this.#unfollow();
    this.#checker.drop(this);
    this.#findings = [];
    this.#support = undefined;
    this.#text = "";
    this.hold = IDLE;
  }

  /** Pages that never reload turn one box into another kind. */
  #judgeAudience(): void {
    this.#path = location.pathname;
    const audience = audienceOf(this.box, this.#rows);
    if (audience === this.#audience) return;
    this.#audience = audience;
    if (this.#text !== "") this.#ask();
  }

  #ask(): void {
    this.#verdict = undefined;
    const text = this.#text;
    if (text.trim() === "") {
      this.#checker.drop(this);
      this.#verdict = [];
      this.#findings = [];
      this.#support = undefined;
      this.#unread = false;
      return;
    }
    this.#checker.ask(this, { text, audience: this.#audience }, (findings, support, unread = false) => {
      if (text !== this.#text) return;
      this.#unread = unread;
      this.#support = support;
      this.#verdict = findings;
      this.#findings = findings ?? [];
      this.#changed();
    });
  }

  /** A finding for these words: other words make it another one. */
  #key({ rule, spans }: Finding): string {
    return JSON.stringify([rule, ...spans.map(({ start, end }) => this.#text.slice(start, end))]);
  }
}
