/** Someone in distress is met with help, never with a rule. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Lab, soon } from "./browser.ts";
import { PAGES, POSTS } from "./pages.ts";
import { found, lost, posted, say, settled } from "./steps.ts";
import { words } from "./words.ts";

const support = words("support");

describe("care", () => {
  let lab: Lab;
  before(async () => {
    lab = await Lab.start();
  });
  after(() => lab.close());

  for (const page of PAGES) {
    test(`${page.site}: who to talk to, with no mark, no badge and no hold`, async () => {
      const tab = await lab.open(page);
      await tab.type(POSTS.distress);
      await found(tab, "heading", support("heading"));
      await found(tab, "dialog", support("heading"));
      await settled(tab);
      const shown = await tab.overlay.shown();
      const names = shown.map(({ name }) => name).join(" ");
      assert.match(names, /116 123/);
      assert.deepEqual(await tab.overlay.marks(), []);
      const buttons = shown.filter(({ role }) => role === "button").map(({ name }) => name);
      assert.deepEqual(buttons, [say("close")], "the card's cross is the only button: there is no badge");

      await tab.pressSend();
      await posted(tab, [POSTS.distress]);
      await tab.page.close();
    });
  }

  test("closed, it stays closed, and nothing of it is left", async () => {
    const tab = await lab.open(PAGES[0]!);
    await tab.type(POSTS.distress);
    await found(tab, "heading", support("heading"));
    await tab.page.keyboard.press("Escape");
    await lost(tab, "heading", support("heading"));
    await soon("nothing left in the page", () => tab.overlay.hosts(), (hosts) => hosts === 0);
    await tab.type(" Sorry.");
    await lab.answered(`${POSTS.distress} Sorry.`);
    await settled(tab);
    assert.equal(await tab.overlay.hosts(), 0);
    await tab.page.close();
  });
});
