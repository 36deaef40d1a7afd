/** What a control or a box is called, and how names compare. */

/**
 * A name as names are compared: case, curly quotes, trailing punctuation, counters such as "(12)"
 * and key hints such as "(enter)" tell nothing apart.
 */
export function normalise(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, " ")
    .replace(/[\s.,:;!?…]*(\([^()]*\)[\s.,:;!?…]*)*$/u, "")
    .trim();
}

/** The accessible name of a control, normalised; empty when it has none. */
export function nameOf(control: Element): string {
  for (const name of candidates(control)) {
    const normal = normalise(name);
    if (normal !== "") return normal;
  }
  return "";
}

function* candidates(control: Element): Generator<string> {
  yield labelledBy(control);
  yield control.getAttribute("aria-label") ?? "";
  // A control's own words are few; a long text means that it is a container.
  const text = control.textContent ?? "";
  if (text.length <= 80) yield text;
  if (control instanceof HTMLInputElement) yield control.value;
  yield control.getAttribute("title") ?? "";
  for (const picture of control.querySelectorAll("svg, img, [data-icon]")) {
    yield picture.getAttribute("aria-label") ?? picture.getAttribute("alt") ?? "";
    yield picture.querySelector("title")?.textContent ?? "";
    yield (picture.getAttribute("data-icon") ?? "").replaceAll("-", " ");
  }
}

/** The text of the elements that `aria-labelledby` names. */
function labelledBy(element: Element): string {
  const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const root = element.getRootNode() as Document | ShadowRoot;
  return ids.map((id) => root.getElementById?.(id)?.textContent ?? "").join(" ");
}

const CONTROLS = "a, button, input, select, textarea, [role=button]";

/** Everything that says what a box is for, normalised, one a line. */
export function boxLabel(box: HTMLElement): string {
  const labels: (string | null)[] = [labelledBy(box), ...[...(associatedLabels(box) ?? [])].map((label) => label.textContent)];
  for (const attribute of ["aria-label", "placeholder", "aria-placeholder", "data-placeholder", "title"]) {
    labels.push(box.getAttribute(attribute));
  }
  // Editors draw a placeholder as a child with the attribute, or as a sibling that holds the words.
  const inner = box.querySelector("[data-placeholder], [aria-placeholder]");
  labels.push(inner?.getAttribute("data-placeholder") ?? inner?.getAttribute("aria-placeholder") ?? null);
  for (const sibling of box.parentElement?.children ?? []) {
    const words = sibling === box ? "" : (sibling.textContent ?? "");
    const isControl = sibling.matches(CONTROLS) || sibling.querySelector(CONTROLS) !== null;
    if (words.length <= 80 && !isControl) labels.push(words);
  }
  return labels.map((label) => normalise(label ?? "")).filter(Boolean).join("\n");
}

function associatedLabels(box: HTMLElement): NodeListOf<HTMLLabelElement> | null {
  return box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement ? box.labels : null;
}

/** Whether a label holds one of the phrases as whole words. */
export function mentions(label: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => {
    const at = label.indexOf(phrase);
    return at >= 0 && !isLetter(label[at - 1]) && !isLetter(label[at + phrase.length]);
  });
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /\p{L}/u.test(char);
}
