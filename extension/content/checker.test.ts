import assert from "node:assert/strict";
import { test } from "node:test";
import type { ToWorker } from "../messages.ts";
import { Checker, type Connection } from "./checker.ts";

/** A worker at the other end of ports that a test can close. */
class FakeWorker {
  readonly ports: FakePort[] = [];
  isGone = false;
  readonly checker = new Checker({
    connect: () => this.connect(),
    host: "x.com",
    path: () => "/",
    ready: () => {},
    gone: () => (this.isGone = true),
  });

  get port(): FakePort {
    return this.ports.at(-1)!;
  }

  ask(asker: object, text: string): (string | null)[] {
    const answers: (string | null)[] = [];
    this.checker.ask(asker, { text, audience: "public" }, (findings) => answers.push(findings ? text : null));
    return answers;
  }

  private connect(): Connection {
    if (this.isGone) throw new Error("Extension context invalidated.");
    const port = new FakePort();
    this.ports.push(port);
    return port;
  }
}

class FakePort implements Connection {
  readonly sent: ToWorker[] = [];
  isClosed = false;
  private receive: (message: unknown) => void = () => {};
  private disconnected: () => void = () => {};
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => (this.receive = listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => (this.disconnected = listener) };

  postMessage(message: ToWorker): void {
    if (this.isClosed) throw new Error("Attempting to use a disconnected port object");
    this.sent.push(message);
  }

  disconnect(): void {
    this.isClosed = true;
  }

  get checks(): string[] {
    return this.sent.flatMap((message) => (message.kind === "check" ? [message.text] : []));
  }

  answer(kind: "verdict" | "failed" = "verdict"): void {
    const check = this.sent.findLast((message) => message.kind === "check");
    if (check?.kind === "check") this.receive({ kind, seq: check.seq, findings: [] });
  }

  stop(): void {
    this.isClosed = true;
    this.disconnected();
  }
}

test("says hello before it asks", () => {
  const worker = new FakeWorker();
  const answers = worker.ask({}, "a");
  assert.deepEqual(worker.port.sent.map(({ kind }) => kind), ["hello", "check"]);
  worker.port.answer();
  assert.deepEqual(answers, ["a"]);
  worker.checker.close();
});

test("while one text is on its way only the latest waits", () => {
  const worker = new FakeWorker();
  const box = {};
  for (const text of ["a", "ab", "abc"]) worker.ask(box, text);
  assert.deepEqual(worker.port.checks, ["a"]);
  worker.port.answer();
  assert.deepEqual(worker.port.checks, ["a", "abc"]);
  worker.checker.close();
});

test("a stopped worker is asked again over a new port, with the latest text", () => {
  const worker = new FakeWorker();
  const box = {};
  worker.ask(box, "a");
  const answers = worker.ask(box, "ab");
  worker.port.stop();
  assert.equal(worker.ports.length, 2);
  assert.deepEqual(worker.port.checks, ["ab"]);
  worker.port.answer();
  assert.deepEqual(answers, ["ab"]);
  worker.checker.close();
});

test("an idle port that closed opens with the next question", () => {
  const worker = new FakeWorker();
  worker.ask({}, "a");
  worker.port.answer();
  worker.port.stop();
  assert.equal(worker.ports.length, 1, "nothing is open, so nothing wakes the worker");
  worker.ask({}, "b");
  assert.deepEqual(worker.port.checks, ["b"]);
  worker.checker.close();
});

test("a worker that dies of every question is given up on", () => {
  const worker = new FakeWorker();
  const answers = worker.ask({}, "a");
  for (let tries = 0; tries < 5; tries++) worker.port.stop();
  assert.deepEqual(answers, [null]);
  assert.equal(worker.ports.length, 3);
  worker.checker.close();
});

test("a failed check is answered as none", () => {
  const worker = new FakeWorker();
  const answers = worker.ask({}, "a");
  worker.port.answer("failed");
  assert.deepEqual(answers, [null]);
  worker.checker.close();
});

test("without the extension it says so once and asks nobody", () => {
  const worker = new FakeWorker();
  worker.isGone = true;
  const answers = worker.ask({}, "a");
  assert.deepEqual(answers, [null]);
  assert.equal(worker.ports.length, 0);
  worker.checker.close();
});

test("a new port is told what is shown", () => {
  const worker = new FakeWorker();
  worker.ask({}, "a");
  worker.checker.show(2, "stop");
  worker.port.stop();
  assert.deepEqual(worker.port.sent.map(({ kind }) => kind), ["hello", "shown", "check"]);
  worker.checker.close();
});
