/** The browser may stop the worker at any moment: nothing is lost, and no post is stuck. */
import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { DIST, Lab } from "./browser.ts";
import { PAGES, POSTS } from "./pages.ts";
import { badgeName, found, lost, posted, press, say } from "./steps.ts";

/** Each file of the extension that may be broken, with what it is then. */
const BROKEN = [
  { what: "an engine that does not start", file: "lamplight_wasm_bg.wasm", content: "not Wasm" },
  {
    what: "a worker that never answers",
    file: "worker.js",
    content: "chrome.runtime.onConnect.addListener((port) => port.onMessage.addListener(() => {}));",
  },
];

for (const practicePage of PAGES) {
  describe(`${practicePage.site}: the worker`, () => {
    test("is stopped in the middle of typing: what is typed after it is read, and the post is held", async (t) => {
      const lab = await Lab.start();
      t.after(() => lab.close());
      const tab = await lab.open(practicePage);
      const half = POSTS.stop.length / 2;
      await tab.type(POSTS.stop.slice(0, half));
      await lab.stopWorker();
      await tab.type(POSTS.stop.slice(half));
      await found(tab, "button", badgeName("stop"));
      await tab.pressSend();
      await found(tab, "alertdialog", say("dialog-title"));
      assert.deepEqual(tab.posts, []);
    });

    test("is stopped while a post is held: it can still be sent, once and word for word", async (t) => {
      const lab = await Lab.start();
      t.after(() => lab.close());
      const tab = await lab.open(practicePage);
      await tab.type(POSTS.stop);
      await found(tab, "button", badgeName("stop"));
      await tab.pressSend();
      await found(tab, "alertdialog", say("dialog-title"));
      await lab.stopWorker();
      await press(tab, "button", say("post-anyway"));
      await posted(tab, [POSTS.stop]);
      await lost(tab, "alertdialog", say("dialog-title"));
    });
  });
}

describe("whatever fails, the post goes", () => {
  for (const { what, file, content } of BROKEN) {
    test(what, async (t) => {
      const extension = await mkdtemp(join(tmpdir(), "lamplight-broken-"));
      await cp(DIST, extension, { recursive: true });
      await writeFile(join(extension, file), content);
      const lab = await Lab.start({ extension });
      t.after(() => lab.close().then(() => rm(extension, { recursive: true })));
      for (const practicePage of PAGES) {
        const tab = await lab.open(practicePage);
        await tab.type(POSTS.stop);
        await tab.pressSend();
        await posted(tab, [POSTS.stop]);
      }
    });
  }
});
