import assert from "node:assert/strict";
import { test } from "node:test";
import { CHAIN_MS, IDLE, armed, attempt, released, settle, type Attempt, type Hold } from "./hold.ts";

const post = (given: Partial<Attempt>): Attempt => ({ text: "a", status: "clear", releasable: true, now: 0, ...given });
const act = (hold: Hold, given: Partial<Attempt>) => attempt(hold, post(given))[1];

test("only a stop verdict holds", () => {
  assert.equal(act(IDLE, { status: "clear" }), "pass");
  assert.equal(act(IDLE, { status: "stop" }), "ask");
});

test("a post waits for its verdict only if it can be let go again", () => {
  assert.equal(act(IDLE, { status: "pending" }), "wait");
  assert.equal(act(IDLE, { status: "pending", releasable: false }), "pass");
});

test("a verdict ends the wait", () => {
  const [waiting] = attempt(IDLE, post({ status: "pending" }));
  assert.equal(settle(waiting, "pending"), "stay");
  assert.equal(settle(waiting, "stop"), "ask");
  assert.equal(settle(waiting, "clear"), "release");
  assert.equal(settle(IDLE, "stop"), "stay", "nothing waits");
});

test("one decision at a time", () => {
  for (const hold of [{ is: "asking" }, { is: "waiting" }] as const) {
    assert.equal(act(hold, { status: "stop" }), "swallow");
    assert.equal(act(hold, { status: "clear" }), "swallow");
  }
});

test("after going back the same text is held again", () => {
  assert.equal(act(IDLE, { status: "stop" }), "ask");
  assert.equal(act(IDLE, { status: "stop" }), "ask");
});

test("what follows a released click passes with it, for a while", () => {
  const hold = released("a", 1000);
  assert.equal(act(hold, { status: "stop", now: 1000 + CHAIN_MS }), "pass");
  assert.equal(act(hold, { status: "stop", now: 1001 + CHAIN_MS }), "ask");
});

test("an armed pass keeps until it is used, and serves one post of that text", () => {
  const hold = armed("a");
  assert.equal(act(hold, { status: "stop", now: 1e9, text: "b" }), "ask", "another text");
  const [used, first] = attempt(hold, post({ status: "stop", now: 1e9 }));
  assert.equal(first, "pass");
  assert.equal(act(used, { status: "stop", now: 1e9 + 1 }), "pass", "the submit that the click brings");
  assert.equal(act(used, { status: "stop", now: 1e9 + CHAIN_MS + 1 }), "ask", "a second post");
});
