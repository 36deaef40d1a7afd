/** A browser that has Lamplight and the practice site, and ways to see what Lamplight does in it. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BrowserContext, type Page, type Worker, chromium } from "playwright-core";
import { type Practice, startPractice } from "../practice/server.ts";
import type { Finding, ToContent, ToWorker } from "../../extension/messages.ts";
import { Overlay } from "./overlay.ts";
import type { PracticePage } from "./pages.ts";

/** How long anything that is expected may take on a busy machine. */
const PATIENCE = 10_000;

/** Where the build put the extension, from the checkout's root. */
export const DIST = resolve("dist/chromium");

/** A request that the browser made, and for whom. */
export interface Request {
  url: string;
  /** An origin, or `not an origin` for what a person or Chromium itself asked for. */
  initiator: string;
}

/** What passed over a port of a frame, as the worker saw it. */
export interface Passed {
  way: "in" | "out";
  message: ToWorker | ToContent;
}

interface Options {
  headless?: boolean;
  /** Another folder than the built one, or `null` for a browser without Lamplight. */
  extension?: string | null;
}

export class Lab {
  /** Empty where Lamplight is not there. */
  extensionId = "";
  private closing: Promise<Request[]> | undefined;

  private constructor(
    readonly context: BrowserContext,
    readonly practice: Practice,
    private readonly profile: string,
  ) {}

  static async start({ headless = true, extension = DIST }: Options = {}): Promise<Lab> {
    const executablePath = process.env.CHROMIUM;
    if (!executablePath) throw new Error("CHROMIUM is not set: run this by `cargo xtask`");
    const practice = await startPractice(resolve("tests/practice"));
    const profile = await mkdtemp(join(tmpdir(), "lamplight-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless,
      viewport: headless ? { width: 1100, height: 760 } : null,
      locale: "en-GB",
      // So that a picture is of what stays.
      reducedMotion: "reduce",
      args: [
        ...practice.browserArgs,
        ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
        `--log-net-log=${join(profile, "net.json")}`,
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
        // Chromium's own sandbox does not start for root.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(witness);
    const lab = new Lab(context, practice, profile);
    if (extension) await lab.meetWorker();
    return lab;
  }

  private async meetWorker(): Promise<void> {
    try {
      const worker = this.context.serviceWorkers()[0] ?? (await this.context.waitForEvent("serviceworker"));
      this.extensionId = new URL(worker.url()).host;
      await worker.evaluate(listenIn);
    } catch (error) {
      await this.close();
      throw new Error(`The extension does not start; is it built?`, { cause: error });
    }
  }

  /** Opens a practice page up to its empty, focused box. */
  async open(practicePage: PracticePage): Promise<Tab> {
    const page = await this.context.newPage();
    const tab = await Tab.attach(this, page, practicePage);
    await page.goto(this.practice.urls[practicePage.name] ?? "");
    await tab.openBox();
    return tab;
  }

  /** The worker that the browser started with; of no use once it was stopped. */
  get worker(): Worker {
    const worker = this.context.serviceWorkers()[0];
    if (!worker) throw new Error("The extension's worker does not run");
    return worker;
  }

  /** Everything that passed over ports so far. */
  passed(): Promise<Passed[]> {
    return this.worker.evaluate(() => (globalThis as unknown as { passed: Passed[] }).passed);
  }

  /** Waits for the worker's answer for exactly this text, and gives it. */
  async answered(text: string): Promise<Finding[]> {
    const find = (passed: Passed[]) => {
      const asks = ({ message }: Passed) => message.kind === "check" && message.text === text;
      const at = passed.findLastIndex(asks);
      const asked = passed[at]?.message;
      if (asked?.kind !== "check") return undefined;
      // Each page counts for itself: the first answer of that number after the question is its own.
      const answers = passed.slice(at).map(({ message }) => message);
      return answers.filter((message) => message.kind === "verdict").find(({ seq }) => seq === asked.seq)?.findings;
    };
    const findings = await soon(`an answer for “${text}”`, async () => find(await this.passed()));
    return findings ?? [];
  }

  /** The words of a text that the worker flagged. */
  async flagged(text: string): Promise<string[]> {
    const findings = await this.answered(text);
    return findings.flatMap(({ spans }) => spans.map(({ start, end }) => text.slice(start, end)));
  }

  /** Stops the worker as the browser does when it is idle; whatever it held is gone. */
  async stopWorker(): Promise<void> {
    // Only a page of the extension's own origin may ask for this.
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.extensionId}/guidance.html`);
    const cdp = await this.context.newCDPSession(page);
    const stopped = new Promise<void>((resolve) => {
      cdp.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
        if (versions.some(({ runningStatus }) => runningStatus === "stopped")) resolve();
      });
    });
    await cdp.send("ServiceWorker.enable");
    await cdp.send("ServiceWorker.stopAllWorkers");
    await stopped;
    await page.close();
  }

  /** Opens the popup as if it had been opened over that tab, which stays in front for `chrome.tabs`. */
  async popup(tab: Tab): Promise<Page> {
    await tab.page.bringToFront();
    const [front] = await this.worker.evaluate(() => chrome.tabs.query({ active: true, currentWindow: true }));
    const popup = await this.context.newPage();
    await popup.addInitScript(
      (front) => {
        Object.assign(chrome.tabs, { query: () => Promise.resolve([front]) });
      },
      { id: front?.id, url: tab.page.url() },
    );
    await popup.setViewportSize({ width: 360, height: 600 });
    await popup.goto(`chrome-extension://${this.extensionId}/popup.html`);
    return popup;
  }

  /** Closes everything and tells every request that the browser made; closes only once. */
  close(): Promise<Request[]> {
    this.closing ??= this.shut();
    return this.closing;
  }

  private async shut(): Promise<Request[]> {
    await this.context.close();
    await this.practice.close();
    try {
      return requests(JSON.parse(await readFile(join(this.profile, "net.json"), "utf8")) as NetLog);
    } finally {
      await rm(this.profile, { recursive: true, force: true });
    }
  }
}

interface NetLog {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: { url?: string; initiator?: string } }[];
}

function requests(log: NetLog): Request[] {
  const start = log.constants.logEventTypes.URL_REQUEST_START_JOB;
  return log.events.flatMap(({ type, params }) =>
    type === start && params?.url ? [{ url: params.url, initiator: params.initiator ?? "" }] : [],
  );
}

/** Runs in every page before its scripts: notes what is put beside the page's own `<body>`. */
function witness(): void {
  const noted: string[] = [];
  Object.defineProperty(window, "noted", { value: noted, enumerable: false });
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target !== document.documentElement) continue;
      for (const node of addedNodes) {
        const isBlank = node instanceof Text && node.data.trim() === "";
        if (!isBlank && !["HEAD", "BODY"].includes(node.nodeName)) noted.push(node.nodeName);
      }
    }
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in the worker: notes every message of every port, both ways. */
function listenIn(): void {
  const passed: Passed[] = [];
  Object.assign(globalThis, { passed });
  chrome.runtime.onConnect.addListener((port) => {
    const post = port.postMessage.bind(port);
    port.postMessage = (message: ToContent) => {
      passed.push({ way: "out", message });
      post(message);
    };
    port.onMessage.addListener((message: ToWorker) => {
      passed.push({ way: "in", message });
    });
  });
}

/** One tab with a practice page. */
export class Tab {
  private constructor(
    readonly lab: Lab,
    readonly page: Page,
    readonly practicePage: PracticePage,
    readonly overlay: Overlay,
  ) {}

  static async attach(lab: Lab, page: Page, practicePage: PracticePage): Promise<Tab> {
    const overlay = await Overlay.attach(page, lab.extensionId);
    return new Tab(lab, page, practicePage, overlay);
  }

  /** Brings the page to its empty, focused box; where it is open already, only the focus. */
  async openBox(): Promise<void> {
    const box = this.page.locator(this.practicePage.box);
    if (this.practicePage.open && !(await box.isVisible())) {
      await this.page.click(this.practicePage.open);
    }
    await box.click();
  }

  /** Types with real keys. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Puts other words in the place of all that is there, as a person would. */
  async retype(text: string): Promise<void> {
    await this.page.locator(this.practicePage.box).click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    await this.type(text);
  }

  async pressSend(): Promise<void> {
    await this.page.locator(this.practicePage.send).click();
  }

  /** What was put into the page beside its own `<body>`. */
  noted(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { noted: string[] }).noted);
  }

  /** What the site's server has of this page's posts. */
  get posts(): string[] {
    return this.lab.practice.posts[this.practicePage.name] ?? [];
  }
}

/** Asks again until it is so; says what was there instead when it never is. */
export async function soon<T>(
  what: string,
  look: () => T | Promise<T>,
  isSo: (seen: T) => boolean = Boolean,
): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > end) throw new Error(`Expected soon: ${what}. Seen: ${JSON.stringify(seen)}`);
    await new Promise((turn) => setTimeout(turn, 20));
  }
}
