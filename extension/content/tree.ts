/** Walking the page as it is drawn: through open shadow roots, up and down. */

/** The element that holds this one, which outside a shadow root is the root's host. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const parent = element.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

export function* ancestors(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = parentOf(at)) yield at;
}

export function closest(element: Element, selector: string): Element | null {
  for (const at of ancestors(element)) if (at.matches(selector)) return at;
  return null;
}

export function contains(outer: Element, inner: Element): boolean {
  for (const at of ancestors(inner)) if (at === outer) return true;
  return false;
}

/** How many elements one search may look at; a feed can hold tens of thousands. */
const SEARCH_LIMIT = 4000;

/** Everything below `top` that matches, also inside the open shadow roots of custom elements. */
export function findAll(top: Element | ShadowRoot, selector: string): Element[] {
  const found: Element[] = [];
  let budget = SEARCH_LIMIT;
  const search = (scope: Element | ShadowRoot) => {
    if (scope instanceof Element && scope.shadowRoot) search(scope.shadowRoot);
    for (const element of scope.querySelectorAll("*")) {
      if (budget-- <= 0) return;
      if (element.matches(selector)) found.push(element);
      if (element.shadowRoot) search(element.shadowRoot);
    }
  };
  search(top);
  return found;
}

export function isVisible(element: Element): boolean {
  if (!element.isConnected || !element.checkVisibility({ visibilityProperty: true })) return false;
  // The body of an editor's frame may be empty, and still fill the frame.
  const drawn = element.localName === "body" ? element.ownerDocument.documentElement : element;
  const { width, height } = drawn.getBoundingClientRect();
  return width > 0 && height > 0;
}
