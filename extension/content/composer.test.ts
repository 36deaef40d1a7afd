import assert from "node:assert/strict";
import { test } from "node:test";
import { COMPOSER_SCORE, score, type Facts } from "./composer.ts";

function points(...holding: (keyof Facts)[]): number {
  const facts: Facts = {
    multiLine: false,
    textbox: false,
    engineMark: false,
    boxHint: false,
    otherUse: false,
    submit: false,
    container: false,
    mediaControl: false,
    composerPath: false,
    longLimit: false,
    siteRow: false,
  };
  for (const fact of holding) facts[fact] = true;
  return score(facts);
}

const isComposer = (...holding: (keyof Facts)[]) => points(...holding) >= COMPOSER_SCORE;

test("what people post in is read", () => {
  assert.ok(isComposer("multiLine", "submit"), "a text area with a Post button");
  assert.ok(isComposer("multiLine", "boxHint"), "a box that says what it is for");
  assert.ok(isComposer("multiLine", "textbox", "engineMark"), "an editor without any words");
  assert.ok(isComposer("boxHint", "submit"), "a one-line comment box");
  assert.ok(isComposer("multiLine", "siteRow", "otherUse", "textbox"), "what a site row names");
});

test("what people do not post in is left alone", () => {
  assert.ok(!isComposer("multiLine"), "a bare text area");
  assert.ok(!isComposer("multiLine", "container"), "a text area in some form");
  assert.ok(!isComposer("submit", "container"), "a one-line field of a form");
  assert.ok(!isComposer("multiLine", "submit", "otherUse"), "a prompt to a machine");
});
