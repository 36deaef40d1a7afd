import assert from "node:assert/strict";
import { test } from "node:test";
import { mentions, normalise } from "./names.ts";

test("names that mean the same compare the same", () => {
  for (const [name, normal] of [
    ["Post", "post"],
    ["  Post \n all ", "post all"],
    ["Publish!", "publish"],
    ["Send (Enter)", "send"],
    ["Comment (12)", "comment"],
    ["What’s on your mind, Nia?", "what's on your mind, nia"],
    ["Write something…", "write something"],
    ["Write something...", "write something"],
    ["Ｐｏｓｔ", "post"],
    ["", ""],
    ["…", ""],
  ] as const) {
    assert.equal(normalise(name), normal, name);
  }
});

test("a hint counts as whole words only", () => {
  assert.equal(mentions("write a comment", ["comment"]), true);
  assert.equal(mentions("commentary", ["comment"]), false);
  assert.equal(mentions("research", ["search"]), false);
  assert.equal(mentions("post", ["post"]), true);
  assert.equal(mentions("", ["post"]), false);
});
