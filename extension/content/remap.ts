/** Pure: what becomes of findings while a new verdict is on its way. */

import type { Finding, Span } from "../messages.ts";

/**
 * The findings of `before` as they stand in `after`: spans behind the edit move with it, findings
 * whose words were touched are dropped. One contiguous edit is assumed, which is what typing is;
 * for anything else the part between the first and the last difference counts as edited.
 */
export function remap(findings: readonly Finding[], before: string, after: string): Finding[] {
  if (before === after) return [...findings];
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;

  const editEnd = before.length - tail;
  const shift = after.length - before.length;
  const move = ({ start, end }: Span): Span | undefined => {
    if (end <= head) return { start, end };
    if (start >= editEnd) return { start: start + shift, end: end + shift };
    return undefined;
  };
  return findings.flatMap((finding) => {
    const spans = finding.spans.map(move);
    return spans.every((span) => span !== undefined) ? [{ ...finding, spans }] : [];
  });
}
