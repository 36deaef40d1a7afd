/** Opens the practice site for a person: a window with Lamplight and a tab for each page. */
import { Lab } from "../e2e/browser.ts";
import { PAGES } from "../e2e/pages.ts";

async function main(): Promise<void> {
  const lab = await Lab.start({ headless: false });
  const closed = new Promise<void>((resolve) => lab.context.on("close", () => resolve()));
  const [blank] = lab.context.pages();
  for (const { name } of PAGES) {
    const page = await lab.context.newPage();
    await page.goto(lab.practice.urls[name] ?? "");
  }
  await blank?.close();
  await lab.context.pages()[0]?.bringToFront();
  console.log("Write a post in any of the tabs. Close the window when you are done.");
  await closed;
  await lab.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
