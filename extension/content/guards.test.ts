import assert from "node:assert/strict";
import { test } from "node:test";
import { isStoredSettings, isToContent, isToWorker } from "../guards.ts";

const finding = {
  rule: "r",
  category: "c",
  severity: "stop",
  spans: [{ start: 0, end: 1 }],
  code: ["5"],
  topic: "",
  message: "",
  why: "",
  instead: "",
};

test("what the content script sends is let in", () => {
  for (const message of [
    { kind: "hello", host: "x.com", path: "/" },
    { kind: "check", seq: 1, text: "", audience: "public" },
    { kind: "check", seq: 1, text: "", audience: "group", parent: "" },
    { kind: "shown", count: 0, strongest: null },
  ]) {
    assert.ok(isToWorker(message), JSON.stringify(message));
  }
});

test("anything else is not", () => {
  for (const message of [
    null,
    "hello",
    [],
    {},
    { kind: "other" },
    { kind: "hello", host: "x.com" },
    { kind: "check", seq: 1, text: "" },
    { kind: "check", seq: -1, text: "", audience: "public" },
    { kind: "check", seq: 1, text: {}, audience: "public" },
    { kind: "check", seq: 1, text: "", audience: "all" },
    { kind: "check", seq: 1, text: "", audience: "public", parent: 1 },
    { kind: "shown", count: 1.5, strongest: null },
    { kind: "shown", count: 1, strongest: "loud" },
  ]) {
    assert.ok(!isToWorker(message), JSON.stringify(message));
  }
});

test("verdicts are read whole or not at all", () => {
  const verdict = (change: object) => ({ kind: "verdict", seq: 1, findings: [{ ...finding, ...change }] });
  assert.ok(isToContent(verdict({})));
  assert.ok(!isToContent(verdict({ severity: "worst" })));
  assert.ok(!isToContent(verdict({ spans: [{ start: 2, end: 1 }] })));
  assert.ok(!isToContent(verdict({ why: undefined })));
  assert.ok(isToContent({ kind: "failed", seq: 1 }));
  assert.ok(isToContent({ kind: "ready", sites: [], strings: { close: "Close" }, locale: "en" }));
  assert.ok(!isToContent({ kind: "ready", sites: [{}], strings: {}, locale: "en" }));
});

test("settings with a field missing or of another type are none", () => {
  const sound = { version: 1, off: ["x"], pausedUntil: 0 };
  assert.ok(isStoredSettings(sound));
  for (const change of [{ version: "1" }, { off: "x" }, { off: [1] }, { pausedUntil: null }, { pausedUntil: NaN }]) {
    assert.ok(!isStoredSettings({ ...sound, ...change }), JSON.stringify(change));
  }
  assert.ok(!isStoredSettings(undefined));
});
