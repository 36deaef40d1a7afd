/**
 * Pure: when a post is held, asked about, and let go.
 *
 * Whatever is not clearly a reason to hold lets the post through. Nothing here knows the page, the
 * clock or the dialog: `now` is given, and what to do is the result.
 */

/** What is known of the text that would be posted. */
export type Status = "clear" | "pending" | "stop";

export type Hold =
  | { is: "idle" }
  /** Held until the verdict is there, for {@link VERDICT_MS} at most. */
  | { is: "waiting" }
  /** The dialog is open. */
  | { is: "asking" }
  /** One post of this text passes. `until` is set once it has begun: a click brings a submit. */
  | { is: "passing"; text: string; until?: number };

export interface Attempt {
  text: string;
  status: Status;
  /** Whether the post can be let go later, by a control or a form. */
  releasable: boolean;
  now: number;
}

/** `swallow`: a decision about this post is already open. */
export type Act = "pass" | "wait" | "ask" | "swallow";

/** How long a post waits for its verdict. */
export const VERDICT_MS = 500;
/** How long the events of one post may take to follow one another. */
export const CHAIN_MS = 1500;

export const IDLE: Hold = { is: "idle" };

export function attempt(hold: Hold, { text, status, releasable, now }: Attempt): [Hold, Act] {
  if (hold.is === "waiting" || hold.is === "asking") return [hold, "swallow"];
  if (hold.is === "passing" && hold.text === text && now <= (hold.until ?? now)) {
    return [{ ...hold, until: hold.until ?? now + CHAIN_MS }, "pass"];
  }
  if (status === "stop") return [{ is: "asking" }, "ask"];
  if (status === "pending" && releasable) return [{ is: "waiting" }, "wait"];
  return [IDLE, "pass"];
}

/** A verdict came while a post waits. */
export function settle(hold: Hold, status: Status): "ask" | "release" | "stay" {
  if (hold.is !== "waiting" || status === "pending") return "stay";
  return status === "stop" ? "ask" : "release";
}

/** The post has been let go: the rest of its events pass. */
export function released(text: string, now: number): Hold {
  return { is: "passing", text, until: now + CHAIN_MS };
}

/** The user must press once more, and that passes. */
export function armed(text: string): Hold {
  return { is: "passing", text };
}
