/**
 * Whether something that arrived is what it claims to be.
 *
 * A message is data from another process, and after an update perhaps from another version: what
 * does not fit is dropped, never half read.
 */

import type { Finding, Severity, Span, StoredSettings, Support, ToContent, ToWorker } from "./messages.ts";

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isListOf<T>(value: unknown, item: (value: unknown) => value is T): value is T[] {
  return Array.isArray(value) && value.every(item);
}

function isSeverity(value: unknown): value is Severity {
  return value === "advice" || value === "caution" || value === "stop";
}

function isAudience(value: unknown): boolean {
  return value === "public" || value === "group" || value === "comment" || value === "private";
}

function isSpan(value: unknown): value is Span {
  return isObject(value) && isCount(value.start) && isCount(value.end) && value.start <= value.end;
}

function isFinding(value: unknown): value is Finding {
  return (
    isObject(value) &&
    isSeverity(value.severity) &&
    isListOf(value.spans, isSpan) &&
    isListOf(value.code, isText) &&
    [value.rule, value.category, value.topic, value.message, value.why, value.instead].every(isText)
  );
}

function isSupport(value: unknown): value is Support {
  return isObject(value) && [value.heading, value.body].every(isText) && isListOf(value.lines, isLine);
}

function isLine(value: unknown): value is Support["lines"][number] {
  return isObject(value) && [value.name, value.number, value.note].every(isText);
}

function isStrings(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isText);
}

function isSiteRow(value: unknown): value is Fields {
  return (
    isObject(value) &&
    [value.site, value.path, value.kind].every(isText) &&
    [value.composer, value.submit, value.submitKeys].every((list) => isListOf(list, isText))
  );
}

export function isToWorker(value: unknown): value is ToWorker {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case "hello":
      return isText(value.host) && isText(value.path);
    case "check":
      return (
        isCount(value.seq) &&
        isText(value.text) &&
        isAudience(value.audience) &&
        (value.parent === undefined || isText(value.parent))
      );
    case "shown":
      return isCount(value.count) && (value.strongest === null || isSeverity(value.strongest));
    default:
      return false;
  }
}

export function isToContent(value: unknown): value is ToContent {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case "ready":
      return isListOf(value.sites, isSiteRow) && isStrings(value.strings) && isText(value.locale);
    case "verdict":
      return (
        isCount(value.seq) &&
        isListOf(value.findings, isFinding) &&
        (value.support === undefined || isSupport(value.support)) &&
        (value.unread === undefined || typeof value.unread === "boolean")
      );
    case "failed":
      return isCount(value.seq);
    default:
      return false;
  }
}

export function isStoredSettings(value: unknown): value is StoredSettings {
  return (
    isObject(value) &&
    isCount(value.version) &&
    isListOf(value.off, isText) &&
    typeof value.pausedUntil === "number" &&
    Number.isFinite(value.pausedUntil)
  );
}
