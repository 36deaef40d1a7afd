/**
 * Asks the worker, over one port that is opened when the first box is watched.
 *
 * The browser stops an idle worker and closes its ports, at any moment: a question that was open is
 * then asked again over a new port. For each asker one question is on its way and one may wait, so
 * that fast typing over a slow start never builds a queue: the latest text wins.
 */

import { isToContent } from "../guards.ts";
import type { Audience, Finding, Severity, Support, ToContent, ToWorker } from "../messages.ts";

export interface Question {
  text: string;
  audience: Audience;
  parent?: string;
}

/** `null`: the engine could not answer. */
export type Answer = (findings: Finding[] | null, support?: Support, unread?: boolean) => void;

export interface Connection {
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
  postMessage(message: ToWorker): void;
  disconnect(): void;
}

export interface Surroundings {
  /** Opens a port; throws when the extension is gone. */
  connect(): Connection;
  host: string;
  path(): string;
  ready(message: ToContent & { kind: "ready" }): void;
  /** The extension was updated, disabled or removed: this script is an orphan. */
  gone(): void;
}

interface Asked {
  question: Question;
  answer: Answer;
}

interface Lane {
  seq: number;
  sent: Asked;
  next?: Asked;
  tries: number;
  timer: ReturnType<typeof setTimeout>;
}

/** A worker that is silent for so long is taken for dead; a cold start needs a tenth of it. */
const ANSWER_MS = 5000;
const MAX_TRIES = 3;

export class Checker {
  #port: Connection | undefined;
  #seq = 0;
  #lanes = new Map<object, Lane>();
  #shown: ToWorker & { kind: "shown" } = { kind: "shown", count: 0, strongest: null };
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Opens the port if it is not open, which also starts the worker. */
  open(): void {
    this.#connected();
  }

  ask(asker: object, question: Question, answer: Answer): void {
    const lane = this.#lanes.get(asker);
    if (lane) lane.next = { question, answer };
    else this.#send(asker, { question, answer }, 1);
  }

  /** Forgets an asker; its open question stays unanswered. */
  drop(asker: object): void {
    clearTimeout(this.#lanes.get(asker)?.timer);
    this.#lanes.delete(asker);
  }

  /** Tells the toolbar what is shown here. Nothing is sent before the first finding. */
  show(count: number, strongest: Severity | null): void {
    if (count === this.#shown.count && strongest === this.#shown.strongest) return;
    this.#shown = { kind: "shown", count, strongest };
    this.#post(this.#shown);
  }

  close(): void {
    for (const asker of [...this.#lanes.keys()]) this.drop(asker);
    const port = this.#port;
    this.#port = undefined;
    port?.disconnect();
  }

  #send(asker: object, asked: Asked, tries: number): void {
    const seq = ++this.#seq;
    const timer = setTimeout(() => this.#retry(asker, true), ANSWER_MS);
    this.#lanes.set(asker, { seq, sent: asked, tries, timer });
    if (!this.#post({ kind: "check", seq, ...asked.question })) this.#retry(asker, false);
  }

  #post(message: ToWorker): boolean {
    try {
      const port = this.#connected();
      port?.postMessage(message);
      return port !== undefined;
    } catch {
      this.#port = undefined; // It closed, and the event that says so is still on its way.
      return false;
    }
  }

  #connected(): Connection | undefined {
    if (this.#port) return this.#port;
    let port: Connection;
    try {
      port = this.#around.connect();
    } catch {
      this.#around.gone();
      return undefined;
    }
    this.#port = port;
    port.onMessage.addListener((message) => {
      if (this.#port === port && isToContent(message)) this.#receive(message);
    });
    port.onDisconnect.addListener(() => {
      if (this.#port !== port) return;
      this.#port = undefined;
      for (const asker of [...this.#lanes.keys()]) this.#retry(asker, false);
    });
    port.postMessage({ kind: "hello", host: this.#around.host, path: this.#around.path() });
    if (this.#shown.count > 0) port.postMessage(this.#shown);
    return port;
  }

  #receive(message: ToContent): void {
    if (message.kind === "ready") {
      this.#around.ready(message);
      return;
    }
    for (const [asker, lane] of this.#lanes) {
      if (lane.seq !== message.seq) continue;
      if (message.kind === "verdict") this.#settle(asker, lane, message.findings, message.support, message.unread);
      else this.#settle(asker, lane, null);
    }
  }

  #settle(asker: object, lane: Lane, findings: Finding[] | null, support?: Support, unread?: boolean): void {
    this.drop(asker);
    if (lane.next) this.#send(asker, lane.next, 1);
    lane.sent.answer(findings, support, unread);
  }

  /** Asks again over a new port, with the latest text. */
  #retry(asker: object, silent: boolean): void {
    const lane = this.#lanes.get(asker);
    if (!lane) return;
    if (lane.tries >= MAX_TRIES) {
      this.#settle(asker, lane, null);
      return;
    }
    if (silent) {
      const port = this.#port;
      this.#port = undefined;
      port?.disconnect();
    }
    clearTimeout(lane.timer);
    this.#send(asker, lane.next ?? lane.sent, lane.tries + 1);
  }
}
