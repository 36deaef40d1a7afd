import assert from "node:assert/strict";
import { test } from "node:test";
import { submitKey, type Press } from "./submit.ts";

const press = (given: Partial<Press>): Press => ({
  key: "Enter",
  isComposing: false,
  keyCode: 13,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...given,
});

test("Enter alone or with Ctrl or Cmd may send", () => {
  assert.equal(submitKey(press({})), "Enter");
  assert.equal(submitKey(press({ ctrlKey: true })), "Ctrl+Enter");
  assert.equal(submitKey(press({ metaKey: true })), "Ctrl+Enter");
});

test("Enter that makes a line, ends a composition or is another key sends nothing", () => {
  const others = [{ shiftKey: true }, { altKey: true }, { isComposing: true }, { keyCode: 229 }, { key: "a" }];
  for (const given of others) assert.equal(submitKey(press(given)), null, JSON.stringify(given));
});
