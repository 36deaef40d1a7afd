/** The browser may stop the worker at any moment: nothing is lost, and no post is stuck. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, describe, test } from "node:test";
import { DIST, Lab } from "./browser.ts";
import { PAGES, POSTS } from "./pages.ts";
import { badgeName, found, lost, posted, press, say } from "./steps.ts";

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
  const failures = {
    "an engine that does not start": { "lamplight_wasm_bg.wasm": () => "not Wasm" },
    "an engine that cannot answer": answering("post({ kind: 'failed', seq: message.seq })"),
    "a worker that never answers": answering(""),
    "a worker that is not there": { "worker.js": () => "" },
  };
  for (const [what, changes] of Object.entries(failures)) {
    test(what, async (t) => {
      const lab = await startChanged(t, changes);
      for (const practicePage of PAGES) {
        const tab = await lab.open(practicePage);
        await tab.type(POSTS.stop);
        await tab.pressSend();
        await posted(tab, [POSTS.stop]);
      }
    });
  }
});

test("a post sent while the answer is on its way is held until it is there", async (t) => {
  const lab = await startChanged(t, answering("setTimeout(post, 250, message)"));
  for (const practicePage of PAGES) {
    const tab = await lab.open(practicePage);
    await tab.page.keyboard.insertText(POSTS.stop);
    await tab.pressSend();
    await found(tab, "alertdialog", say("dialog-title"));
    assert.deepEqual(tab.posts, []);
    await press(tab, "button", say("post-anyway"));
    await posted(tab, [POSTS.stop]);

    await tab.openBox();
    await tab.page.keyboard.insertText(POSTS.silent);
    await tab.pressSend();
    await posted(tab, [POSTS.stop, POSTS.silent]);
  }
});

/** What a file of the extension is to hold instead of what it holds. */
type Changes = Record<string, (content: string) => string>;

/** The worker as it is, but for what it does with a verdict: `message` is it, `post` sends. */
function answering(instead: string): Changes {
  const code = `chrome.runtime.onConnect.addListener((port) => {
    const post = port.postMessage.bind(port);
    port.postMessage = (message) => {
      if (message.kind !== "verdict") post(message);
      else { ${instead} }
    };
  });`;
  return { "worker.js": (content) => code + content };
}

async function startChanged(t: TestContext, changes: Changes): Promise<Lab> {
  const extension = await mkdtemp(join(tmpdir(), "lamplight-changed-"));
  await cp(DIST, extension, { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const file = join(extension, name);
    await writeFile(file, change(await readFile(file, "utf8")));
  }
  const lab = await Lab.start({ extension });
  t.after(() => lab.close().then(() => rm(extension, { recursive: true })));
  return lab;
}
