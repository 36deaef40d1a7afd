/** Who would see what is written in a box. When unsure, the more public answer. */

import hints from "./hints.json";
import { pathWords } from "./composer.ts";
import { boxLabel, mentions, normalise } from "./names.ts";
import { closest } from "./tree.ts";
import type { Audience, SiteRow } from "../messages.ts";

export function audienceOf(box: HTMLElement, rows: SiteRow[]): Audience {
  const label = boxLabel(box);
  const words = pathWords();
  const kind = rows[0]?.kind;
  if (kind === "private") return "private";
  if (kind === undefined) {
    const isPrivate =
      label.split("\n").some((line) => hints.private.includes(normalise(line))) ||
      words.some((word) => hints.privatePath.includes(word)) ||
      closest(box, "[role=log]") !== null;
    if (isPrivate) return "private";
  }
  if (words.some((word) => hints.groupPath.includes(word))) return "group";
  if (kind === "comment" || closest(box, "article, [role=article]") || mentions(label, hints.comment)) return "comment";
  return "public";
}
