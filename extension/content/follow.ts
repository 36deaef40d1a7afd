/** Tells when a box may have moved, without asking at every frame. */

/** Calls `moved` after anything that can move or resize `box`; the result stops it. */
export function followLayout(box: HTMLElement, moved: () => void): () => void {
  const stop = new AbortController();
  const options = { capture: true, passive: true, signal: stop.signal };
  for (const type of ["scroll", "resize", "transitionend", "animationend", "toggle"]) {
    window.addEventListener(type, moved, options);
  }
  for (const type of ["scroll", "resize"]) window.visualViewport?.addEventListener(type, moved, options);
  // Also fires when the box is taken out of the page or hidden.
  const sizes = new ResizeObserver(moved);
  sizes.observe(box);
  sizes.observe(document.documentElement);
  const unpin = pin(box, moved);
  return () => {
    stop.abort();
    sizes.disconnect();
    unpin();
  };
}

/**
 * Layout can push a box with neither a scroll nor a resize. An observer whose root is shrunk to just
 * the place where the box stands fires as soon as it stands elsewhere.
 */
function pin(box: HTMLElement, moved: () => void): () => void {
  let observer: IntersectionObserver | undefined;
  const observe = () => {
    observer?.disconnect();
    const { left, top, right, bottom, width, height } = box.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const margins = [top, clientWidth - right, clientHeight - bottom, left].map((edge) => `${-Math.floor(edge)}px`);
    let isFirst = true;
    observer = new IntersectionObserver(
      () => {
        // The first report only says how things are.
        if (!isFirst) {
          moved();
          observe();
        }
        isFirst = false;
      },
      { root: document, rootMargin: margins.join(" "), threshold: [0.001, 0.5, 0.999] },
    );
    observer.observe(box);
  };
  observe();
  return () => observer?.disconnect();
}
