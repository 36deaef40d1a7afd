/**
 * Every message between the parts of the extension, both directions, in one file.
 *
 * All offsets are UTF-16 code units of the text they belong to. Nothing here is ever stored.
 */

/** How strongly a finding speaks. Only `stop` holds a post. */
export type Severity = "advice" | "caution" | "stop";

/** Who would see the post. */
export type Audience = "public" | "group" | "comment" | "private";

/** A half-open range of UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** One finding, with its words already in the user's language. */
export interface Finding {
  rule: string;
  category: string;
  severity: Severity;
  /** The places to mark, earliest first, at least one. */
  spans: Span[];
  /** Paragraphs of the Code, such as "20.10". */
  code: string[];
  /** The topic's name, for the card's head. */
  topic: string;
  message: string;
  why: string;
  /** What to write or do instead; empty where there is nothing to offer. */
  instead: string;
}

/** Who to talk to now, for a writer in distress, in the user's language. */
export interface Support {
  heading: string;
  body: string;
  lines: { name: string; number: string; note: string }[];
}

/** How one surface of a site is built; a hint only, the generic rule works without it. */
export interface SiteRow {
  site: string;
  surface: string;
  /** Regular expression over the path, or empty. */
  path: string;
  /** Selectors; `A >>> B` means B inside the open shadow root of A. */
  composer: string[];
  /** Selectors, or `name=Post` / `name^=Post` for an accessible name. */
  submit: string[];
  submitKeys: ("Enter" | "Ctrl+Enter")[];
  kind: "post" | "comment" | "private";
}

/** Strings of the page overlay, by key of `locales/*.toml` without its `overlay.` prefix. */
export type OverlayStrings = Record<string, string>;

/** Content script → worker, over the port named {@link COMPOSER_PORT}. */
export type ToWorker =
  | { kind: "hello"; host: string; path: string }
  | { kind: "check"; seq: number; text: string; parent?: string; audience: Audience }
  /** The strongest severity and the number of findings now shown in this frame, for the toolbar. */
  | { kind: "shown"; count: number; strongest: Severity | null };

/** Worker → content script, over the same port. */
export type ToContent =
  | { kind: "ready"; sites: SiteRow[]; strings: OverlayStrings; locale: string }
  | { kind: "verdict"; seq: number; findings: Finding[]; support?: Support | undefined; unread?: boolean | undefined }
  /** The engine could not answer; checking is off for this text, posting is free. */
  | { kind: "failed"; seq: number };

/** Popup → every frame of a tab, over the port named {@link POPUP_PORT}: no message, only a connection. */
/** Content script → popup, once for each connection and again on change. */
export interface ToPopup {
  kind: "noticed";
  /** The frame's own name, any string that no other frame has: one port brings every frame's answer. */
  frame?: string;
  findings: Finding[];
  /** The text is in a language that Lamplight does not read: only identifiers were looked for. */
  unread?: boolean;
}

export const COMPOSER_PORT = "composer";
export const POPUP_PORT = "popup";

/**
 * The one stored object (`storage.local`, key `settings`), written only through the Rust core.
 * The content script reads just these fields; anything missing or of another type means off.
 */
export interface StoredSettings {
  version: number;
  /** Site ids (`SiteRow.site`) or host names that are switched off. */
  off: string[];
  /** Milliseconds since the epoch until which everything is paused; 0 when not paused. */
  pausedUntil: number;
  /** The language the user chose, if not the browser's. Only the worker reads it. */
  locale?: string;
}
