/**
 * The extension's worker: hosts the engine and answers every frame over its port.
 *
 * The browser stops a worker that is idle, so nothing here may be the only copy of anything: what is
 * in memory is a cache. No text is logged or stored, not even in an error.
 */

import * as engine from "lamplight_wasm";
import { isToWorker } from "./guards.ts";
import { COMPOSER_PORT, type Severity, type ToContent, type ToWorker } from "./messages.ts";

// Listeners stand before the first await: a worker that was started by an event is handed that
// event only if its listener is there when the script has run once.
chrome.runtime.onInstalled.addListener(() => void repairStored().catch(ignore));
chrome.runtime.onStartup.addListener(() => void repairStored().catch(ignore));
chrome.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && "settings" in changes) locale = undefined;
});
chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== COMPOSER_PORT || port.sender?.id !== chrome.runtime.id) return;
  port.onMessage.addListener((message: unknown) => {
    if (isToWorker(message)) void answer(port, message);
  });
  port.onDisconnect.addListener(() => {
    if (shown.delete(port)) showCount(port.sender?.tab?.id);
  });
});

function ignore(): void {}

// The engine.

let instance: Promise<unknown> | undefined;
/** Set after a trap: its memory can no longer be trusted, so the next check starts a new one. */
let trapped = false;

async function started(): Promise<typeof engine> {
  instance ??= engine.default({ module_or_path: chrome.runtime.getURL("lamplight_wasm_bg.wasm") });
  try {
    await instance;
  } catch (error) {
    instance = undefined;
    throw error;
  }
  if (trapped) {
    engine.__wbg_reset_state();
    trapped = false;
  }
  return engine;
}

async function ask<T>(question: (ready: typeof engine) => T): Promise<T> {
  const ready = await started();
  try {
    return question(ready);
  } catch (error) {
    trapped ||= error instanceof WebAssembly.RuntimeError;
    throw error;
  }
}

// Settings.

let locale: Promise<string> | undefined;

function currentLocale(): Promise<string> {
  locale ??= chrome.storage.local.get("settings").then(({ settings }) => {
    const chosen = (settings as { locale?: unknown } | undefined)?.locale;
    return typeof chosen === "string" ? chosen : chrome.i18n.getUILanguage();
  });
  return locale;
}

async function repairStored(): Promise<void> {
  const { settings } = await chrome.storage.local.get("settings");
  const repaired = await ask((ready) => ready.repairSettings(settings ?? null));
  if (JSON.stringify(repaired) !== JSON.stringify(settings)) {
    await chrome.storage.local.set({ settings: repaired });
  }
}

// Answers.

async function answer(port: chrome.runtime.Port, message: ToWorker): Promise<void> {
  if (message.kind === "shown") {
    shown.set(port, message);
    showCount(port.sender?.tab?.id);
    return;
  }
  try {
    if (message.kind === "check") {
      send(port, await verdict(message));
    } else {
      send(port, await ready(message.host));
      // The box has only just got the focus: what is slow about the first check is done by the first word.
      await ask(({ warm }) => warm());
    }
  } catch {
    // The error may name what was being read, so it goes nowhere.
    if (message.kind === "check") send(port, { kind: "failed", seq: message.seq });
  }
}

async function ready(host: string): Promise<ToContent> {
  const locale = await currentLocale();
  return ask(({ siteRows, overlayStrings }) => ({
    kind: "ready",
    sites: siteRows(host),
    strings: overlayStrings(locale),
    locale,
  }));
}

async function verdict({ seq, text, parent, audience }: ToWorker & { kind: "check" }): Promise<ToContent> {
  const locale = await currentLocale();
  const { findings, support, unread } = await ask(({ check }) => check({ text, parent, audience, locale }));
  return { kind: "verdict", seq, findings, support, unread };
}

function send(port: chrome.runtime.Port, message: ToContent): void {
  try {
    port.postMessage(message);
  } catch {
    // The frame is gone; there is nobody left to tell.
  }
}

// The toolbar: how many findings the frames of a tab show now.

const shown = new Map<chrome.runtime.Port, ToWorker & { kind: "shown" }>();
const COLOURS: Record<Severity, string> = { stop: "#a32020", caution: "#8a5a00", advice: "#2c5b88" };
const STRONGEST_FIRST: Severity[] = ["stop", "caution", "advice"];

function showCount(tabId: number | undefined): void {
  if (tabId === undefined) return;
  const frames = [...shown].filter(([port]) => port.sender?.tab?.id === tabId).map(([, frame]) => frame);
  const count = frames.reduce((sum, frame) => sum + frame.count, 0);
  const strongest = STRONGEST_FIRST.find((severity) => frames.some((frame) => frame.strongest === severity));
  // The tab may have been closed meanwhile.
  void chrome.action.setBadgeText({ tabId, text: count > 0 ? String(count) : "" }).catch(ignore);
  if (strongest === undefined) return;
  void chrome.action.setBadgeBackgroundColor({ tabId, color: COLOURS[strongest] }).catch(ignore);
  void chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }).catch(ignore);
}
