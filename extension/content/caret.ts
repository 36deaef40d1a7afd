/** Where the caret stood, for when the focus comes back: Chromium forgets it with the focus. */

/** Remembers the selection in an edited box; the result puts it back. Text fields keep their own. */
export function rememberCaret(box: HTMLElement): () => void {
  const root = box.getRootNode() as (Document | ShadowRoot) & { getSelection?(): Selection | null };
  const selection = root.getSelection?.() ?? document.getSelection();
  if (!box.isContentEditable || !selection?.anchorNode || !selection.focusNode) return () => {};
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  if (!box.contains(anchorNode) || !box.contains(focusNode)) return () => {};
  return () => {
    if (!box.contains(anchorNode) || !box.contains(focusNode)) return;
    try {
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    } catch {
      // The text is shorter now; where the browser puts the caret is good enough.
    }
  };
}
