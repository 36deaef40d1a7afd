/**
 * Goes round the practice site by itself: types a post of each strength on every page with real
 * keys, tells what happened and leaves pictures of it in `report/`.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Lab, type Tab, soon } from "../e2e/browser.ts";
import { PAGES, POSTS } from "../e2e/pages.ts";
import { badgeName, found, press, say } from "../e2e/steps.ts";
import { words } from "../e2e/words.ts";

const REPORT = "report";

/** What is expected of each post: the strongest thing noticed, and whether it is held. */
const EXPECTED = {
  silent: { noticed: "nothing", held: "no" },
  caution: { noticed: "caution", held: "no" },
  stop: { noticed: "stop", held: "yes" },
} as const;

type Strength = keyof typeof EXPECTED;

interface Row {
  site: string;
  editor: string;
  typed: string;
  noticed: string;
  held: string;
  posted: string;
  asExpected: string;
}

async function main(): Promise<void> {
  await rm(REPORT, { recursive: true, force: true });
  await mkdir(REPORT);
  const lab = await Lab.start();
  const rows: Row[] = [];
  for (const practicePage of PAGES) {
    for (const strength of Object.keys(EXPECTED) as Strength[]) {
      const tab = await lab.open(practicePage);
      rows.push(await write(tab, strength));
      await tab.page.close();
    }
  }
  await pictureCare(lab);
  await lab.close();

  const table = drawTable(rows);
  await writeFile(join(REPORT, "table.txt"), table);
  console.log(`\n${table}\nPictures are in ${REPORT}/`);
  if (rows.some(({ asExpected }) => asExpected !== "yes")) {
    throw new Error("Not everything happened as expected");
  }
}

/** Writes one post and sends it, past the dialog if there is one. */
async function write(tab: Tab, strength: Strength): Promise<Row> {
  const { name, site, editor } = tab.practicePage;
  const text = POSTS[strength];
  const expected = EXPECTED[strength];
  const picture = (what: string) => tab.page.screenshot({ path: join(REPORT, `${name}-${what}.png`) });
  const before = tab.posts.length;

  await tab.type(text);
  const findings = await tab.lab.answered(text);
  const severities = findings.map(({ severity }) => severity);
  const noticed = (["stop", "caution", "advice"] as const).find((kind) => severities.includes(kind)) ?? "nothing";
  if (strength !== "silent") {
    await found(tab, "button", badgeName(strength));
    if (strength === "stop") await picture("marks");
    await press(tab, "button", badgeName(strength));
    await found(tab, "button", say("not-a-problem"));
    await picture(`card-${strength}`);
    if (name === "x" && strength === "stop") await picturePopup(tab);
    await tab.page.keyboard.press("Escape");
  }

  await tab.pressSend();
  const sent = () => tab.posts.length - before;
  const isHeld = async () => Boolean(await tab.overlay.find("alertdialog", say("dialog-title")));
  await soon("a post or a dialog", async () => sent() > 0 || (await isHeld()));
  const held = (await isHeld()) && sent() === 0;
  if (held) {
    await picture("dialog");
    await press(tab, "button", say("post-anyway"));
    await soon("the post", () => sent() > 0);
  }
  const once = sent() === 1 && tab.posts.at(-1) === text;
  const row = {
    site,
    editor,
    typed: text.length > 44 ? `${text.slice(0, 43)}…` : text,
    noticed: findings.length === 0 ? noticed : `${noticed}: ${[...new Set(findings.map(({ topic }) => topic))].join(", ")}`,
    held: held ? "yes" : "no",
    posted: once ? (held ? "yes, anyway" : "yes") : `${sent()} times`,
  };
  const asExpected = noticed === expected.noticed && row.held === expected.held && once;
  return { ...row, asExpected: asExpected ? "yes" : "NO" };
}

/** What someone in distress sees. */
async function pictureCare(lab: Lab): Promise<void> {
  const tab = await lab.open(PAGES[0]!);
  await tab.type(POSTS.distress);
  await found(tab, "heading", words("support")("heading"));
  await tab.page.screenshot({ path: join(REPORT, "care.png") });
  await tab.page.close();
}

async function picturePopup(tab: Tab): Promise<void> {
  const popup = await tab.lab.popup(tab);
  await popup.getByRole("listitem").first().waitFor();
  await popup.screenshot({ path: join(REPORT, "popup.png"), fullPage: true });
  await popup.close();
  await tab.page.bringToFront();
}

function drawTable(rows: Row[]): string {
  const heads: Record<keyof Row, string> = {
    site: "Site",
    editor: "Editor",
    typed: "Typed",
    noticed: "Noticed",
    held: "Held",
    posted: "Posted",
    asExpected: "As expected",
  };
  const columns = Object.keys(heads) as (keyof Row)[];
  const widths = columns.map((column) => Math.max(...[heads, ...rows].map((row) => row[column].length)));
  const line = (row: Record<keyof Row, string>) =>
    columns.map((column, at) => row[column].padEnd(widths[at] ?? 0)).join("  ").trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return `${[line(heads), rule, ...rows.map(line)].join("\n")}\n`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
