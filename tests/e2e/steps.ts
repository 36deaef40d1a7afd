/** What a person does or waits for in a tab: the words that the scenarios are written in. */
import assert from "node:assert/strict";
import { type Tab, soon } from "./browser.ts";
import type { Shown } from "./overlay.ts";
import { words } from "./words.ts";

/** A string of the overlay. */
export const say = words("overlay");

/** The badge of a box, however many findings there are. */
export function badgeName(strongest: "caution" | "stop"): RegExp {
  const pattern = (key: string) =>
    say(key)
      .replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&")
      .replace("{count}", "\\d+")
      .replace("{strongest}", say(strongest));
  return new RegExp(`^(${pattern("badge-one")}|${pattern("badge")})$`);
}

export async function found(tab: Tab, role: string, name: string | RegExp): Promise<Shown> {
  const is = (shown: Shown) => shown.role === role && (typeof name === "string" ? shown.name === name : name.test(shown.name));
  const all = await soon(`${role} “${name}”`, () => tab.overlay.shown(), (shown) => shown.some(is));
  return all.find(is)!;
}

/** Clicks the middle of it with the real pointer. */
export async function press(tab: Tab, role: string, name: string | RegExp): Promise<void> {
  const look = async () => {
    const shown = await tab.overlay.find(role, name);
    return shown && tab.overlay.place(shown);
  };
  const { left, right, top, bottom } = (await soon(`${role} “${name}” to press`, look))!;
  await tab.page.mouse.click((left + right) / 2, (top + bottom) / 2);
}

export async function lost(tab: Tab, role: string, name: string): Promise<void> {
  await soon(`no ${role} “${name}”`, async () => !(await tab.overlay.find(role, name)));
}

export async function focused(tab: Tab, name: string): Promise<void> {
  const look = async () => (await tab.overlay.shown()).find((shown) => shown.focused)?.name;
  await soon(`the focus on “${name}”`, look, (seen) => seen === name);
}

/** Each mark lies under words that were flagged; a plain text box does not say where its words are. */
export async function marksLieUnder(tab: Tab, flagged: string[]): Promise<void> {
  const marks = await soon("marks", () => tab.overlay.marks(), (marks) => marks.length > 0);
  const box = tab.page.locator(tab.practicePage.box);
  const places = await box.evaluate((box, flagged) => {
    if (box instanceof HTMLTextAreaElement) return [];
    const text = document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode();
    return flagged.flatMap((words) => {
      const start = text?.nodeValue?.indexOf(words) ?? -1;
      if (!text || start < 0) throw new Error(`“${words}” does not stand in the box`);
      const range = document.createRange();
      range.setStart(text, start);
      range.setEnd(text, start + words.length);
      // Words that wrap have a rectangle on each line.
      const lines = Array.from(range.getClientRects(), (line) => line.toJSON() as DOMRect);
      return lines.filter((line) => line.width > 1);
    });
  }, flagged);
  for (const place of places) {
    const near = (a: number, b: number) => Math.abs(a - b) <= 6;
    const isUnder = marks.some(
      (mark) => near(mark.left, place.left) && near(mark.right, place.right) && near(mark.bottom, place.bottom),
    );
    assert.ok(isUnder, `no mark under ${JSON.stringify(place)}, but ${JSON.stringify(marks)}`);
  }
}

/** Waits until the page has drawn what it knows. */
export async function settled(tab: Tab): Promise<void> {
  await tab.overlay.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
}

/** The box holds exactly this, as a person sees it. */
export async function holds(tab: Tab, text: string): Promise<void> {
  const box = tab.page.locator(tab.practicePage.box);
  const read = () =>
    box.evaluate((box) => (box instanceof HTMLTextAreaElement ? box.value : (box as HTMLElement).innerText));
  await soon(`“${text}” in the box`, read, (seen) => seen.trim() === text);
}

/** The server has exactly these posts, and so has the page, whose list is its editor's own. */
export async function posted(tab: Tab, texts: string[]): Promise<void> {
  await soon(`posted: ${texts.join(" | ")}`, () => tab.posts, (posts) => posts.length >= texts.length);
  // A form leaves its page when it is sent; the next one fetches its list.
  const own = () => tab.page.evaluate(() => window.posted).catch(() => undefined);
  await soon("the page's own list", own, (posts) => (posts?.length ?? 0) >= texts.length);
  await settled(tab);
  assert.deepEqual(tab.posts, texts);
  assert.deepEqual(await own(), texts);
}
