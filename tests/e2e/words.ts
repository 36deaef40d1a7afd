/** The interface's English words, by the keys of `crate/core/locales/en.toml`. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A section's words; a string of that file is always one line in double quotes. */
export function words(section: string): (key: string) => string {
  const file = readFileSync(resolve("crate/core/locales/en.toml"), "utf8");
  const body = file.split(/^\[/m).find((part) => part.startsWith(`${section}]`)) ?? "";
  const pairs = [...body.matchAll(/^([\w-]+) = (".*")$/gm)];
  const found = new Map(pairs.map(([, key, text]) => [key, JSON.parse(text ?? '""') as string]));
  return (key) => {
    const text = found.get(key);
    if (text === undefined) throw new Error(`No string ${section}.${key}`);
    return text;
  };
}
