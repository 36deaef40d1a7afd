import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../messages.ts";
import { remap } from "./remap.ts";

function finding(...spans: [start: number, end: number][]): Finding {
  const words = { topic: "", message: "", why: "", instead: "" };
  const marked = spans.map(([start, end]) => ({ start, end }));
  return { rule: "r", category: "c", severity: "stop", spans: marked, code: [], ...words };
}

function marked(before: string, after: string, ...words: string[]): string[] {
  const findings = words.map((word) => finding([before.indexOf(word), before.indexOf(word) + word.length]));
  return remap(findings, before, after).flatMap(({ spans }) => spans.map(({ start, end }) => after.slice(start, end)));
}

test("an edit before the words moves them", () => {
  assert.deepEqual(marked("saw Mrs Patel", "I saw Mrs Patel", "Mrs Patel"), ["Mrs Patel"]);
  assert.deepEqual(marked("I saw Mrs Patel", "saw Mrs Patel", "Mrs Patel"), ["Mrs Patel"]);
});

test("an edit after the words leaves them", () => {
  assert.deepEqual(marked("Mrs Patel in bed 4", "Mrs Patel in bed 4, tired", "Mrs Patel", "bed 4"), ["Mrs Patel", "bed 4"]);
});

test("an edit within the words drops them, and only them", () => {
  assert.deepEqual(marked("Mrs Patel in bed 4", "Mrs Pael in bed 4", "Mrs Patel", "bed 4"), ["bed 4"]);
});

test("a finding goes with the first of its places that was touched", () => {
  const both = finding([0, 3], [10, 13]);
  assert.deepEqual(remap([both], "abc def gh ijk", "abX def gh ijk"), []);
});

test("replacing everything drops everything", () => {
  assert.deepEqual(marked("Mrs Patel", "A kind team", "Mrs Patel"), []);
});

test("an emoji counts as its two code units", () => {
  assert.deepEqual(marked("Mrs Patel", "😀 Mrs Patel", "Mrs Patel"), ["Mrs Patel"]);
});

test("repeated letters at the edit do not confuse it", () => {
  assert.deepEqual(marked("aaa bed 4", "aa bed 4", "bed 4"), ["bed 4"]);
  assert.deepEqual(marked("bed 4 aaa", "bed 4 aaaa", "bed 4"), ["bed 4"]);
});
