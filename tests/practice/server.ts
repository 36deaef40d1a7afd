/**
 * The practice social site: one TLS server that answers under real host names, so that host
 * permissions, site rows and content policies count as they do on the real sites.
 *
 * A browser finds it by {@link Practice.browserArgs}; every other host does not exist there.
 */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { generate } from "selfsigned";

/** One imitated composer: a folder with `index.html`, `page.ts` and `style.css`. */
interface Page {
  folder: string;
  host: string;
  path: string;
  /** As strict as the site's own; none lets a page start WebAssembly. */
  policy(nonce: string): string[];
}

const PAGES: Page[] = [
  {
    folder: "x",
    host: "x.com",
    path: "/home",
    policy: (nonce) => [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self' 'unsafe-inline'",
      "object-src 'none'",
    ],
  },
  {
    folder: "linkedin",
    host: "www.linkedin.com",
    path: "/feed/",
    policy: () => ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"],
  },
  {
    folder: "facebook",
    host: "www.facebook.com",
    path: "/",
    policy: (nonce) => [
      "default-src 'self' data: blob:",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      "style-src 'self' 'unsafe-inline'",
    ],
  },
  {
    folder: "mumsnet",
    host: "www.mumsnet.com",
    path: "/talk/night_shift_tea",
    policy: () => ["default-src 'self'", "script-src 'self'", "form-action 'self'"],
  },
  {
    folder: "bluesky",
    host: "bsky.app",
    path: "/",
    policy: (nonce) => [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      "style-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ],
  },
];

/** A running practice site. */
export interface Practice {
  /** Each page's address by its folder's name. */
  urls: Record<string, string>;
  hosts: string[];
  /** What a Chromium needs to see this site, and nothing else, under the real names. */
  browserArgs: string[];
  /** The texts that reached the server, oldest first, by folder. */
  posts: Record<string, string[]>;
  /** What pages' policies refused, as browsers reported it. */
  cspReports: string[];
  /** Forgets posts and reports. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts the site on a free port. `root` holds the pages' folders. */
export async function startPractice(root: string): Promise<Practice> {
  const scripts = await bundle(root);
  const posts: Record<string, string[]> = {};
  const cspReports: string[] = [];
  const reset = () => {
    for (const { folder } of PAGES) posts[folder] = [];
    cspReports.length = 0;
  };
  reset();

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const host = request.headers.host?.replace(/:\d+$/, "");
    const page = PAGES.find((page) => page.host === host);
    const where = `${request.method} ${request.url}`;
    if (!page) return send(response, 404, "text/plain", "No such practice page");
    const list = (posts[page.folder] ??= []);

    if (where === `GET ${page.path}`) {
      const nonce = randomBytes(16).toString("base64");
      const policy = [...page.policy(nonce), "report-uri /csp-report"].join("; ");
      response.setHeader("content-security-policy", policy);
      const html = await readFile(join(root, page.folder, "index.html"), "utf8");
      return send(response, 200, "text/html", html.replaceAll("{{nonce}}", nonce));
    }
    switch (where) {
      case "GET /page.js":
        return send(response, 200, "text/javascript", scripts[page.folder] ?? "");
      case "GET /style.css": {
        const sheets = [join(root, "shared/style.css"), join(root, page.folder, "style.css")];
        const css = await Promise.all(sheets.map((sheet) => readFile(sheet, "utf8")));
        return send(response, 200, "text/css", css.join("\n"));
      }
      case "GET /favicon.ico":
        return send(response, 204, "image/x-icon", "");
      case "GET /posts":
        return send(response, 200, "application/json", JSON.stringify(list));
      case "POST /posts": {
        const body = await read(request);
        const form = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
        if (!form) {
          list.push(body);
          return send(response, 204, "text/plain", "");
        }
        // A form sends CRLF for each line break of its text box.
        list.push((new URLSearchParams(body).get("message") ?? "").replaceAll("\r\n", "\n"));
        response.setHeader("location", page.path);
        return send(response, 303, "text/plain", "");
      }
      case "POST /csp-report":
        cspReports.push(`${page.host}: ${await read(request)}`);
        return send(response, 204, "text/plain", "");
      default:
        return send(response, 404, "text/plain", "");
    }
  };

  const names = PAGES.map((page) => page.host);
  const certificate = await generate([{ name: "commonName", value: "practice" }], {
    extensions: [{ name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) }],
  });
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(response, 500, "text/plain", String(error));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;

  const rules = names.map((name) => `MAP ${name}:443 127.0.0.1:${port}`);
  return {
    urls: Object.fromEntries(PAGES.map((page) => [page.folder, `https://${page.host}${page.path}`])),
    hosts: names,
    browserArgs: [
      `--host-resolver-rules=${[...rules, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"].join(", ")}`,
      "--ignore-certificate-errors",
    ],
    posts,
    cspReports,
    reset,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Bundles each page's script with the editor it imitates. */
async function bundle(root: string): Promise<Record<string, string>> {
  const built = await build({
    entryPoints: PAGES.map(({ folder }) => ({ in: join(root, folder, "page.ts"), out: folder })),
    bundle: true,
    write: false,
    outdir: root,
    format: "iife",
    loader: { ".css": "text" },
    // Draft.js expects Node's name for the global object.
    define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
    // The paths there are for types alone.
    tsconfigRaw: {},
    nodePaths: process.env.NODE_PATH?.split(":") ?? [],
    logLevel: "warning",
  });
  return Object.fromEntries(
    built.outputFiles.map((file) => [file.path.replace(/^.*[\\/]|\.js$/g, ""), file.text]),
  );
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" });
  response.end(body);
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
