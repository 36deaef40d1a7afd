/** What a person meets on every practice page, whatever its editor: one table, page by page. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Lab, type Tab, soon } from "./browser.ts";
import { PAGES, POSTS, type PracticePage } from "./pages.ts";
import { badgeName, focused, found, holds, lost, marksLieUnder, posted, press, say, settled } from "./steps.ts";
import { words } from "./words.ts";

const popup = words("popup");

interface Scenario {
  name: string;
  /** Only where it says so. */
  on?: (page: PracticePage) => boolean;
  run(tab: Tab, lab: Lab): Promise<void>;
}

const SCENARIOS: Scenario[] = [
  {
    name: "a harmless post meets no mark, no badge, no node and no hold",
    async run(tab, lab) {
      await tab.type(POSTS.silent);
      await lab.answered(POSTS.silent);
      await settled(tab);
      assert.deepEqual(await tab.overlay.shown(), []);
      assert.equal(await tab.overlay.hosts(), 0);
      assert.deepEqual(await tab.noted(), []);
      await tab.pressSend();
      await posted(tab, [POSTS.silent]);
      assert.deepEqual(await tab.noted(), []);
    },
  },
  {
    name: "a doubtful post is marked, its card can be read, and nothing holds it",
    async run(tab, lab) {
      await tab.type(POSTS.caution);
      await found(tab, "button", badgeName("caution"));
      await marksLieUnder(tab, await lab.flagged(POSTS.caution));
      await press(tab, "button", badgeName("caution"));
      await found(tab, "button", say("not-a-problem"));
      await tab.page.keyboard.press("Escape");
      await lost(tab, "button", say("not-a-problem"));
      await tab.pressSend();
      await posted(tab, [POSTS.caution]);
      await soon("nothing left in the page", () => tab.overlay.hosts(), (hosts) => hosts === 0);
      assert.deepEqual(await lab.practice.cspReports, []);
    },
  },
  {
    name: "a post that would breach is held, can be mended, and then goes",
    async run(tab) {
      await tab.type(POSTS.stop);
      await found(tab, "button", badgeName("stop"));
      await tab.pressSend();
      await found(tab, "alertdialog", say("dialog-title"));
      await focused(tab, say("go-back"));
      await press(tab, "button", say("go-back"));
      await lost(tab, "alertdialog", say("dialog-title"));
      await holds(tab, POSTS.stop);
      assert.deepEqual(tab.posts, []);

      await tab.retype(POSTS.silent);
      await soon("no mark left", () => tab.overlay.hosts(), (hosts) => hosts === 0);
      await tab.pressSend();
      await posted(tab, [POSTS.silent]);
    },
  },
  {
    name: "a held post goes anyway, once and word for word",
    async run(tab) {
      await tab.type(POSTS.stop);
      await found(tab, "button", badgeName("stop"));
      await tab.pressSend();
      await press(tab, "button", say("post-anyway"));
      await posted(tab, [POSTS.stop]);
      await lost(tab, "alertdialog", say("dialog-title"));
    },
  },
  {
    name: "the keyboard alone reaches the dialog, goes back, and posts anyway",
    async run(tab) {
      await tab.type(POSTS.stop);
      await found(tab, "button", badgeName("stop"));
      await tab.page.locator(tab.practicePage.send).press("Enter");
      await focused(tab, say("go-back"));
      await tab.page.keyboard.press("Enter");
      await lost(tab, "alertdialog", say("dialog-title"));
      await tab.page.locator(tab.practicePage.send).press("Enter");
      await focused(tab, say("go-back"));
      await tab.page.keyboard.press("Tab");
      await focused(tab, say("post-anyway"));
      await tab.page.keyboard.press("Enter");
      await posted(tab, [POSTS.stop]);
    },
  },
  {
    name: "the site's own keys are held like its button",
    on: ({ sendKeys }) => sendKeys !== undefined,
    async run(tab) {
      await tab.type(POSTS.stop);
      await found(tab, "button", badgeName("stop"));
      await tab.page.keyboard.press(tab.practicePage.sendKeys ?? "");
      await press(tab, "button", say("post-anyway"));
      await posted(tab, [POSTS.stop]);
    },
  },
  {
    name: "a post sent as soon as it was pasted is held all the same",
    async run(tab) {
      await tab.page.keyboard.insertText(POSTS.stop);
      await tab.pressSend();
      await found(tab, "alertdialog", say("dialog-title"));
      assert.deepEqual(tab.posts, []);
    },
  },
  {
    name: "switched off, nothing is read, added or sent; switched on again, it is",
    async run(tab, lab) {
      await tab.overlay.evaluate(COUNT_READS);
      const site = { name: new RegExp(`^${popup("switch").replace("{site}", ".*")}$`) };
      const switchIn = await lab.popup(tab);
      await switchIn.getByRole("switch", site).click();
      await switchIn.getByText(popup("off")).waitFor();

      const before = (await lab.passed()).length;
      await tab.page.bringToFront();
      await tab.overlay.evaluate("reads.length = 0");
      await tab.openBox();
      await tab.type(POSTS.stop);
      await settled(tab);
      assert.deepEqual(await tab.overlay.evaluate("reads"), [], "text read");
      assert.deepEqual(await tab.noted(), [], "nodes added");
      await tab.pressSend();
      await posted(tab, [POSTS.stop]);
      assert.equal((await lab.passed()).length, before, "messages sent");
      assert.deepEqual(await tab.noted(), [], "nodes added");

      await switchIn.getByRole("switch", site).click();
      await switchIn.getByText(popup("on")).waitFor();
      await switchIn.close();
      await tab.page.bringToFront();
      await tab.overlay.evaluate(COUNT_READS);
      await tab.openBox();
      await tab.type(POSTS.caution);
      await found(tab, "button", badgeName("caution"));
      assert.notDeepEqual(await tab.overlay.evaluate("reads"), [], "the count of reads counts nothing");
    },
  },
];

for (const practicePage of PAGES) {
  describe(`${practicePage.site} (${practicePage.editor})`, () => {
    let lab: Lab;
    before(async () => {
      lab = await Lab.start();
    });
    after(() => lab?.close());

    for (const { name, on, run } of SCENARIOS) {
      if (on && !on(practicePage)) continue;
      test(name, async () => {
        lab.practice.reset();
        const tab = await lab.open(practicePage);
        await run(tab, lab);
        assert.deepEqual(await tab.page.evaluate(() => window.violations), []);
        assert.deepEqual(lab.practice.cspReports, []);
        await tab.page.close();
      });
    }
  });
}

/** Runs where the content script runs: notes each reading of a page's text. */
const COUNT_READS = `{
  globalThis.reads ??= [];
  const watch = (prototype, name) => {
    const property = Object.getOwnPropertyDescriptor(prototype, name);
    const { get, value } = property;
    const noted = (read) => function (...args) {
      reads.push(name);
      return read.apply(this, args);
    };
    Object.defineProperty(prototype, name, get ? { ...property, get: noted(get) } : { ...property, value: noted(value) });
  };
  watch(HTMLTextAreaElement.prototype, "value");
  watch(HTMLInputElement.prototype, "value");
  watch(CharacterData.prototype, "data");
  watch(Node.prototype, "textContent");
  watch(Node.prototype, "nodeValue");
  watch(HTMLElement.prototype, "innerText");
  watch(Range.prototype, "toString");
  watch(Selection.prototype, "toString");
  watch(InputEvent.prototype, "data");
}`;
