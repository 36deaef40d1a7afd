/** The words of the overlay, as the worker gave them. */

import type { OverlayStrings } from "../messages.ts";

let strings: OverlayStrings = {};

export let locale = "en";

export function setStrings(given: OverlayStrings, language: string): void {
  strings = given;
  locale = language;
}

/** A string with its `{parameters}` filled in; empty where there is none. */
export function say(key: string, parameters: Record<string, string | number> = {}): string {
  return (strings[key] ?? "").replace(/\{([a-z]+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
