/** What every practice page shares: publishing, the list of what was published, and a witness. */

declare global {
  interface Window {
    /** The texts this page published, oldest first, as its editor's own model had them. */
    posted: string[];
    /** What the page's content policy refused. */
    violations: string[];
  }
}

window.posted = [];
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} refused ${event.blockedURI}`);
});

/** Sends a text to the server and shows it at the top of the feed. */
export function publish(text: string): void {
  window.posted.push(text);
  show(text);
  void fetch("/posts", { method: "POST", body: text });
}

/** Shows a published text at the top of the feed. */
export function show(text: string): void {
  const post = document.createElement("article");
  post.className = "post mine";
  const body = document.createElement("div");
  body.append(author("Nia Rowe", "just now"), paragraph(text));
  post.append(avatar("NR"), body);
  document.querySelector("#feed")?.prepend(post);
}

function author(name: string, when: string): HTMLElement {
  const line = document.createElement("header");
  const strong = document.createElement("strong");
  strong.textContent = name;
  const time = document.createElement("span");
  time.textContent = ` · ${when}`;
  line.append(strong, time);
  return line;
}

function avatar(initials: string): HTMLElement {
  const circle = document.createElement("span");
  circle.className = "avatar";
  circle.textContent = initials;
  return circle;
}

function paragraph(text: string): HTMLElement {
  const p = document.createElement("p");
  p.textContent = text;
  return p;
}

/** Finds an element that the page's own HTML is known to hold. */
export function need<T extends Element>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}
