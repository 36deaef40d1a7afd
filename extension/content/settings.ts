/** Whether Lamplight is on in this frame: off until the settings are read, and off when in doubt. */

import { isStoredSettings } from "../guards.ts";
import type { StoredSettings } from "../messages.ts";

export interface Settings {
  /** Asked at every event, so that a pause ends by itself. */
  isOn(): boolean;
  /** A site's rows came: its id may be what is switched off. */
  siteIs(id: string): void;
}

/** Reads the settings and follows them; `changed` is called whenever the answer may be another. */
export function followSettings(hosts: string[], changed: () => void): Settings {
  let stored: StoredSettings | undefined;
  const names = [...hosts];

  const take = (value: unknown) => {
    stored = isStoredSettings(value) ? value : undefined;
    changed();
  };
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes.settings) take(changes.settings.newValue);
  });
  chrome.storage.local.get("settings").then(
    ({ settings }) => take(settings),
    () => take(undefined),
  );

  return {
    isOn: () => isOn(stored, names, Date.now()),
    siteIs(id) {
      if (names.includes(id)) return;
      names.push(id);
      changed();
    },
  };
}

/** `names` are host names and site ids; a host is off with the domain that it belongs to. */
export function isOn(stored: StoredSettings | undefined, names: string[], now: number): boolean {
  if (stored === undefined || now < stored.pausedUntil) return false;
  return !names.some((name) => stored.off.some((entry) => name === entry || name.endsWith(`.${entry}`)));
}

/** The host names that decide about this frame: its own and those of the pages around it. */
export function frameHosts(): string[] {
  const origins = [self.origin, ...(location.ancestorOrigins ?? [])];
  const hosts = origins.flatMap((origin) => {
    try {
      return [new URL(origin).hostname];
    } catch {
      return []; // "null": a sandboxed frame has no host.
    }
  });
  return [...new Set(hosts)];
}
