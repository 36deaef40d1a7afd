/** The popup: what was noticed on the page in front, and a pause for everything. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Lab } from "./browser.ts";
import { PAGES, POSTS } from "./pages.ts";
import { badgeName, found, posted } from "./steps.ts";
import { words } from "./words.ts";

const say = words("popup");
const guidance = words("guidance");
const unread = words("unread");
const page = PAGES[0]!;

describe("popup", () => {
  let lab: Lab;
  before(async () => {
    lab = await Lab.start();
  });
  after(() => lab?.close());

  test("lists what was noticed, and forgets it with the text", async () => {
    const tab = await lab.open(page);
    await tab.type(POSTS.caution);
    await found(tab, "button", badgeName("caution"));
    const popup = await lab.popup(tab);
    const [finding] = await lab.answered(POSTS.caution);
    await popup.getByText(finding?.message ?? "").waitFor();
    await tab.page.bringToFront();
    await tab.retype(POSTS.silent);
    await popup.getByText(say("nothing")).waitFor();
    await popup.close();
    await tab.page.close();
  });

  test("says so when the language is not read", async () => {
    const tab = await lab.open(page);
    const popup = await lab.popup(tab);
    await popup.getByText(say("nothing")).waitFor();
    await tab.page.bringToFront();
    await tab.type(POSTS.foreign);
    await popup.getByText(unread("notice")).waitFor();
    await tab.page.bringToFront();
    await tab.retype(POSTS.silent);
    await popup.getByText(say("nothing")).waitFor();
    await popup.close();
    await tab.page.close();
  });

  test("pauses everything, and goes on when asked", async () => {
    lab.practice.reset();
    const tab = await lab.open(page);
    const popup = await lab.popup(tab);
    await popup.getByRole("button", { name: say("pause") }).click();
    await popup.getByRole("button", { name: say("resume") }).waitFor();

    const before = (await lab.passed()).length;
    await tab.page.bringToFront();
    await tab.openBox();
    await tab.type(POSTS.stop);
    await tab.pressSend();
    await posted(tab, [POSTS.stop]);
    assert.equal((await lab.passed()).length, before);
    assert.deepEqual(await tab.noted(), []);

    await popup.bringToFront();
    await popup.getByRole("button", { name: say("resume") }).click();
    await popup.getByRole("button", { name: say("pause") }).waitFor();
    await tab.page.bringToFront();
    await tab.openBox();
    await tab.type(POSTS.stop);
    await found(tab, "button", badgeName("stop"));
    await popup.close();
    await tab.page.close();
  });

  test("leads to the twelve topics of the guidance", async () => {
    const tab = await lab.open(page);
    const popup = await lab.popup(tab);
    const opened = lab.context.waitForEvent("page");
    await popup.getByRole("link", { name: say("guidance") }).click();
    const topics = await opened;
    await topics.getByRole("heading", { level: 1, name: guidance("title") }).waitFor();
    assert.equal(await topics.getByRole("navigation").getByRole("listitem").count(), 12);
    await topics.close();
    await popup.close();
    await tab.page.close();
  });
});
