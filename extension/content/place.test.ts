import assert from "node:assert/strict";
import { test } from "node:test";
import { aside, beside, type Box } from "./place.ts";

const window: Box = { left: 0, top: 0, right: 1000, bottom: 800 };
const at = (left: number, top: number): Box => ({ left, top, right: left + 100, bottom: top + 20 });

test("below if there is room, else above", () => {
  assert.deepEqual(beside(at(50, 100), 360, 300, window), { left: 50, top: 128 });
  assert.deepEqual(beside(at(50, 700), 360, 300, window), { left: 50, top: 392 });
});

test("above first if asked, where there is room", () => {
  assert.deepEqual(beside(at(50, 400), 360, 50, window, "above"), { left: 50, top: 342 });
  assert.deepEqual(beside(at(50, 40), 360, 50, window, "above"), { left: 50, top: 68 });
});

test("never over the words while there is room at a side", () => {
  assert.equal(beside(at(50, 400), 360, 600, window).left, 158);
  assert.equal(beside(at(850, 400), 360, 600, window).left, 482);
});

test("aside: never over a control, and off the box where that can be", () => {
  const far = at(450, 100);
  assert.deepEqual(aside(360, 600, [], far, window), { left: 632, top: 8 });
  assert.deepEqual(aside(360, 600, [at(700, 300)], far, window), { left: 8, top: 8 });
  const wide: Box = { left: 100, top: 0, right: 980, bottom: 400 };
  assert.deepEqual(aside(360, 600, [at(700, 300)], wide, window), { left: 8, top: 192 });
});

test("always inside the window", () => {
  assert.equal(beside(at(950, 100), 360, 300, window).left, 632);
  assert.deepEqual(beside(at(10, 10), 360, 900, { ...window, right: 300 }), { left: 8, top: 8 });
});
