/**
 * What Lamplight shows in a page, as a person and a screen reader get it.
 *
 * It stands in a closed shadow root and its words are generated content, so no page script can read
 * it, and neither can Playwright: the browser's debugging protocol can.
 */
import type { CDPSession, Page } from "playwright-core";

/** One thing in the overlay's accessibility tree. */
export interface Shown {
  role: string;
  name: string;
  focused: boolean;
  node: number;
}

/** A place on the screen, in CSS pixels. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface DomNode {
  backendNodeId: number;
  attributes?: string[];
  nodeName: string;
  children?: DomNode[];
  shadowRoots?: DomNode[];
  shadowRootType?: string;
}

export class Overlay {
  /** Every line that any script of the tab wrote to its console, the content script's too. */
  readonly console: string[] = [];
  /** The execution contexts of the content script. */
  private readonly worlds: number[] = [];

  private constructor(private readonly cdp: CDPSession) {}

  static async attach(page: Page, extensionId: string): Promise<Overlay> {
    const cdp = await page.context().newCDPSession(page);
    const overlay = new Overlay(cdp);
    cdp.on("Runtime.executionContextCreated", ({ context }) => {
      const aux = context.auxData as { type?: string } | undefined;
      const isOurs = context.origin === `chrome-extension://${extensionId}`;
      if (aux?.type === "isolated" && isOurs) overlay.worlds.push(context.id);
    });
    cdp.on("Runtime.executionContextsCleared", () => (overlay.worlds.length = 0));
    cdp.on("Runtime.consoleAPICalled", ({ args }) => {
      overlay.console.push(args.map((arg) => String(arg.value ?? arg.description)).join(" "));
    });
    await cdp.send("Runtime.enable");
    await cdp.send("DOM.enable");
    await cdp.send("Accessibility.enable");
    return overlay;
  }

  /** Runs a script where the content script runs, and gives its value. */
  async evaluate<T>(expression: string): Promise<T> {
    const [contextId] = this.worlds;
    if (contextId === undefined) throw new Error("The content script has no world in this page");
    const { result, exceptionDetails } = await this.cdp.send("Runtime.evaluate", {
      contextId,
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  /** How many elements of the page carry a closed shadow root; the practice pages have none. */
  async hosts(): Promise<number> {
    return (await this.closedRoots()).length;
  }

  /** Everything in the overlay that has a name, in reading order. */
  async shown(): Promise<Shown[]> {
    const mine = new Set<number>();
    for (const root of await this.closedRoots()) collect(root, mine);
    if (mine.size === 0) return [];
    const { nodes } = await this.cdp.send("Accessibility.getFullAXTree");
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    // Words are generated content: they have a place in this tree, but no node of their own.
    const isMine = (node: (typeof nodes)[number] | undefined): boolean =>
      node !== undefined && (mine.has(node.backendDOMNodeId ?? -1) || isMine(byId.get(node.parentId ?? "")));
    return nodes
      .filter((node) => !node.ignored && isMine(node))
      .map((node) => ({
        role: String(node.role?.value ?? ""),
        name: String(node.name?.value ?? ""),
        focused: node.properties?.some(({ name, value }) => name === "focused" && value.value) ?? false,
        node: node.backendDOMNodeId ?? -1,
      }))
      .filter(({ name }) => name !== "");
  }

  /** The one with this role and name, if it is there. */
  async find(role: string, name: string | RegExp): Promise<Shown | undefined> {
    const matches = (text: string) => (typeof name === "string" ? text === name : name.test(text));
    return (await this.shown()).find((shown) => shown.role === role && matches(shown.name));
  }

  /** Where the lines under marked words are, on the screen. */
  async marks(): Promise<Box[]> {
    const found: Promise<Box>[] = [];
    const visit = (node: DomNode) => {
      const isDrawing = node.attributes?.some((value, at) => at % 2 === 1 && value === "marks");
      if (isDrawing) found.push(...(node.children ?? []).map((line) => this.box(line.backendNodeId)));
      else node.children?.forEach(visit);
    };
    (await this.closedRoots()).forEach(visit);
    return Promise.all(found);
  }

  /** Where it is on the screen, if it still is. */
  async place({ node }: Shown): Promise<Box | undefined> {
    return this.box(node).catch(() => undefined);
  }

  private async box(backendNodeId: number): Promise<Box> {
    const { quads } = await this.cdp.send("DOM.getContentQuads", { backendNodeId });
    if (quads.length === 0) throw new Error("It is not drawn");
    const all = quads.flat();
    const xs = all.filter((_, at) => at % 2 === 0);
    const ys = all.filter((_, at) => at % 2 === 1);
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }

  private async closedRoots(): Promise<DomNode[]> {
    const { root } = await this.cdp.send("DOM.getDocument", { depth: -1, pierce: true });
    const found: DomNode[] = [];
    const visit = (node: DomNode) => {
      for (const shadow of node.shadowRoots ?? []) {
        if (shadow.shadowRootType === "closed") found.push(shadow);
        visit(shadow);
      }
      node.children?.forEach(visit);
    };
    visit(root);
    return found;
  }
}

function collect(node: DomNode, into: Set<number>): void {
  into.add(node.backendNodeId);
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) collect(child, into);
}
