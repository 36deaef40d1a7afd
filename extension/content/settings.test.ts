import assert from "node:assert/strict";
import { test } from "node:test";
import { isOn } from "./settings.ts";

const stored = (off: string[], pausedUntil = 0) => ({ version: 1, off, pausedUntil });

test("without settings it is off", () => {
  assert.equal(isOn(undefined, ["x.com"], 0), false);
});

test("a site is off by its host, its domain or its id", () => {
  for (const off of ["www.x.com", "x.com", "x"]) {
    assert.equal(isOn(stored([off]), ["www.x.com", "x"], 0), false, off);
  }
  for (const off of ["ax.com", "y", "m.x.com"]) {
    assert.equal(isOn(stored([off]), ["www.x.com", "x"], 0), true, off);
  }
});

test("a frame is off with the page around it", () => {
  assert.equal(isOn(stored(["news.example"]), ["comments.example", "news.example"], 0), false);
});

test("a pause ends by itself", () => {
  assert.equal(isOn(stored([], 100), ["x.com"], 99), false);
  assert.equal(isOn(stored([], 100), ["x.com"], 100), true);
});
