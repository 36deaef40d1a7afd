/** What must not be there: traces of a text, requests, anything that a page could see us by. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { Lab, type Request, type Tab, soon } from "./browser.ts";
import { PAGES, POSTS } from "./pages.ts";
import { badgeName, found, posted, press, say } from "./steps.ts";

/** Stands in no page, no word list and no rule. */
const CANARY = "quibblefen";

describe("privacy", () => {
  test("what is typed is in no store and no console, whatever becomes of the post", async (t) => {
    const lab = await Lab.start();
    t.after(() => lab.close());
    const console: string[] = [];
    lab.worker.on("console", (message) => console.push(message.text()));
    for (const practicePage of PAGES) {
      const tab = await lab.open(practicePage);
      const text = `${CANARY} ${POSTS.stop}`;
      await tab.type(text);
      await found(tab, "button", badgeName("stop"));
      await tab.pressSend();
      await press(tab, "button", say("post-anyway"));
      await posted(tab, [text]);
      assert.deepEqual(tab.overlay.console.filter(hasCanary), [], practicePage.site);
    }
    assert.deepEqual(console.filter(hasCanary), []);
    assert.ok(!hasCanary(await stores(lab)));

    // The same look finds a canary that is there.
    await lab.worker.evaluate((canary) => chrome.storage.session.set({ canary }), CANARY);
    await lab.worker.evaluate((canary) => globalThis.console.log(canary), CANARY);
    assert.ok(hasCanary(await stores(lab)));
    await soon("the worker's console", () => console.filter(hasCanary).length, (lines) => lines === 1);
  });

  test("no request is made for a page or for Lamplight but the page's own", async (t) => {
    const lab = await Lab.start();
    t.after(() => lab.close());
    let proof: Tab | undefined;
    for (const practicePage of PAGES) {
      const tab = (proof = await lab.open(practicePage));
      await tab.type(POSTS.caution);
      await found(tab, "button", badgeName("caution"));
      const popup = await lab.popup(tab);
      await popup.getByRole("switch").waitFor();
      await popup.close();
    }
    // The worker could not if it wanted to: its own policy refuses.
    const asked = await lab.worker.evaluate(() => fetch("https://proof.example/worker").catch((error: Error) => error.name));
    assert.equal(asked, "TypeError");
    // The content script could; the log that this reads sees it when it does.
    await proof?.overlay.evaluate('fetch("https://proof.example/").catch(() => 0)');
    const requests = await lab.close();
    const isOurs = ({ initiator }: Request) => initiator.startsWith("chrome-extension:");
    const isThePages = ({ initiator }: Request) => initiator.startsWith("https:");
    assert.deepEqual(requests.filter(isOurs), []);
    const own = /^\/(page\.js|style\.css|favicon\.ico|posts)$/;
    const away = requests.filter(isThePages).filter(({ url }) => {
      const { host, pathname } = new URL(url);
      return !lab.practice.hosts.includes(host) || !own.test(pathname);
    });
    assert.deepEqual(away.map(({ url }) => url), ["https://proof.example/"]);
  });

  test("a page's scripts see the same globals and highlights as without Lamplight", async (t) => {
    const [without, lab] = [await Lab.start({ extension: null }), await Lab.start()];
    t.after(() => Promise.all([without.close(), lab.close()]));
    for (const practicePage of PAGES) {
      const [plain, tab] = [await without.open(practicePage), await lab.open(practicePage)];
      await plain.type(POSTS.caution);
      await tab.type(POSTS.caution);
      await found(tab, "button", badgeName("caution"));
      assert.deepEqual(await globals(tab), await globals(plain), practicePage.site);
      assert.equal(await tab.page.evaluate(() => CSS.highlights.size), 0);
    }
  });

  test("a page finds none of Lamplight's words, in the card or in the dialog", async (t) => {
    const lab = await Lab.start();
    t.after(() => lab.close());
    for (const practicePage of PAGES) {
      const tab = await lab.open(practicePage);
      await tab.type(POSTS.stop);
      await press(tab, "button", badgeName("stop"));
      await found(tab, "button", say("not-a-problem"));
      await findsNothing(tab);
      await tab.page.keyboard.press("Escape");
      await tab.pressSend();
      await found(tab, "button", say("post-anyway"));
      await findsNothing(tab);
    }
  });

  test("nothing of the extension can be loaded by a page", async (t) => {
    const manifest: Record<string, unknown> = JSON.parse(await readFile("dist/chromium/manifest.json", "utf8"));
    assert.ok(!("web_accessible_resources" in manifest));
    assert.ok(!("externally_connectable" in manifest));
    const lab = await Lab.start();
    t.after(() => lab.close());
    const tab = await lab.open(PAGES[0]!);
    const loads = (url: string) =>
      tab.page.evaluate(
        (url) =>
          new Promise((resolve) => {
            const script = Object.assign(document.createElement("script"), { src: url });
            script.addEventListener("load", () => resolve(true));
            script.addEventListener("error", () => resolve(false));
            document.head.append(script);
          }),
        url,
      );
    for (const file of ["content.js", "worker.js", "popup.html", "icons/48.png", "manifest.json"]) {
      assert.equal(await loads(`chrome-extension://${lab.extensionId}/${file}`), false, file);
    }
    assert.equal(await loads("/page.js"), true, "a script that is there loads");
  });
});

function hasCanary(text: string): boolean {
  return text.includes(CANARY);
}

/** Everything that the extension has stored anywhere, as text. */
function stores(lab: Lab): Promise<string> {
  return lab.worker.evaluate(async () => {
    const { local, session, sync } = chrome.storage;
    const kept: unknown[] = await Promise.all([local, session, sync].map((area) => area.get(null)));
    for (const { name = "", version = 1 } of await indexedDB.databases()) kept.push({ name, version });
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) kept.push(name, request.url, await (await cache.match(request))?.text());
    }
    return JSON.stringify(kept);
  });
}

function globals(tab: Tab): Promise<string[]> {
  return tab.page.evaluate(() => [
    ...Object.getOwnPropertyNames(window),
    ...document.documentElement.getAttributeNames(),
    ...document.body.getAttributeNames(),
  ]);
}

/** `window.find` sees text in closed shadow roots, so every word that is shown is looked for. */
async function findsNothing(tab: Tab): Promise<void> {
  const shown = (await tab.overlay.shown()).map(({ name }) => name);
  assert.ok(shown.length > 3, `little is shown: ${shown.join(" | ")}`);
  const found = await tab.page.evaluate((shown) => {
    const find = (text: string) => {
      getSelection()?.removeAllRanges();
      // Case, direction, wrap around, whole word, frames, dialog.
      return (window as unknown as { find(...how: unknown[]): boolean }).find(text, true, false, true, false, true, false);
    };
    const page = document.documentElement.innerText;
    const visible = page.match(/Practice page/) && find("Practice page");
    return { visible, ours: shown.filter((text) => !page.includes(text) && find(text)) };
  }, shown);
  assert.equal(found.visible, true, "the page's own words are found");
  assert.deepEqual(found.ours, []);
}
