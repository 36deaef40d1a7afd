/**
 * The content script. Until the settings say that Lamplight is on here, and whenever they say that
 * it is not, it reads nothing, adds nothing and sends nothing.
 */

import { Frame } from "./frame.ts";
import { followSettings, frameHosts } from "./settings.ts";
import { POPUP_PORT, type ToPopup } from "../messages.ts";

/**
 * On `window` in the capture phase from the start of the document, so that these come before the
 * page's own listeners: a post that the page has seen can no longer be held.
 */
const EVENTS =
  "focusin beforeinput input paste drop compositionstart compositionend keydown pointerdown mousedown pointerup mouseup click submit".split(
    " ",
  );
/** Of interest only where they are about our own layer, to be kept from the page. */
const OVERLAY_EVENTS = "focus blur focusout keypress keyup auxclick dblclick contextmenu touchstart touchend".split(" ");

let frame: Frame | undefined;
/** Known to the popup alone, to tell the frames of a page apart. */
const frameName = String(Math.random());
const popups = new Set<chrome.runtime.Port>();
const listening = new AbortController();
const settings = followSettings(frameHosts(), settle);

for (const type of [...EVENTS, ...OVERLAY_EVENTS]) {
  window.addEventListener(type, heard, { capture: true, signal: listening.signal });
}
chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== POPUP_PORT || port.sender?.id !== chrome.runtime.id) return;
  popups.add(port);
  port.onDisconnect.addListener(() => popups.delete(port));
  tell(port);
});

function heard(event: Event): void {
  try {
    if (isOrphan()) end();
    else if (settle()) frame?.handle(event);
  } catch {
    // Whatever is wrong with us, the event is the page's.
  }
}

/** Starts or ends as the settings say, which a pause does by the clock alone. Says whether it is on. */
function settle(): boolean {
  const isOn = settings.isOn() && !listening.signal.aborted;
  if (!isOn && frame) {
    frame.end();
    frame = undefined;
    popups.forEach(tell);
  }
  if (isOn) frame ??= new Frame({ changed: () => popups.forEach(tell), siteIs: settings.siteIs, gone: end });
  return isOn;
}

/** After an update or removal of the extension this script lives on, and has nobody to ask. */
function isOrphan(): boolean {
  return chrome.runtime?.id === undefined;
}

function end(): void {
  listening.abort();
  frame?.end();
  frame = undefined;
}

function tell(port: chrome.runtime.Port): void {
  // Off means that nothing is sent, not even that there is nothing.
  if (!frame) return;
  const message: ToPopup = { kind: "noticed", frame: frameName, findings: frame.findings, unread: frame.unread };
  try {
    port.postMessage(message);
  } catch {
    popups.delete(port);
  }
}
