import fs from "node:fs";
import path from "node:path";
import type { AuthMode } from "../../contract/session.ts";

export type ContentCoding = "br" | "gzip";

/** One file of the built page, held in memory, with its precompressed twins. */
export interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly encoded: Readonly<Partial<Record<ContentCoding, Buffer>>>;
  /** Its name carries a hash of its bytes, so it may be cached for ever. */
  readonly isImmutable: boolean;
}

/** The built page: a map made at start from what the build wrote. A request is a key of it, never a path on disk (S06). */
export interface PageAssets {
  /** `urlPath` as sent, "/assets/index-B7f3.js". */
  find(urlPath: string): Asset | undefined;
  /** The document, with this answer's nonce in it. */
  document(nonce: string): string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Vite writes "name-<8 characters of hash>.ext" under assets/. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/;
const NONCE_PLACEHOLDER = "__CSP_NONCE__";

export interface PageFacts {
  /** "" or "/sightglass". */
  readonly basePath: string;
  readonly authMode: AuthMode;
}

/** Reads the build in `dir`; undefined when there is none. */
export function loadPageAssets(dir: string, facts: PageFacts): PageAssets | undefined {
  const index = path.join(dir, "index.html");
  if (!fs.existsSync(index)) return undefined;
  const assets = new Map<string, Asset>();
  for (const name of fs.readdirSync(dir, { recursive: true, encoding: "utf8" })) {
    const type = TYPES[path.extname(name)];
    // Vite's own manifest (.vite/) and source maps are of no use to a browser.
    if (type === undefined || name.startsWith(".")) continue;
    const urlPath = `/${name.split(path.sep).join("/")}`;
    assets.set(urlPath, readAsset(path.join(dir, name), { type, isImmutable: HASHED.test(urlPath) }));
  }
  const document = filledIn(fs.readFileSync(index, "utf8"), facts);
  return {
    find: (urlPath) => assets.get(urlPath),
    document: (nonce) => document.replaceAll(NONCE_PLACEHOLDER, nonce),
  };
}

function readAsset(file: string, facts: { type: string; isImmutable: boolean }): Asset {
  const twin = (extension: string) =>
    fs.existsSync(file + extension) ? fs.readFileSync(file + extension) : undefined;
  const br = twin(".br");
  const gzip = twin(".gz");
  return { ...facts, plain: fs.readFileSync(file), encoded: { ...(br && { br }), ...(gzip && { gzip }) } };
}

/** The build refers to its files as "./assets/…"; a page two segments deep, or BASE_PATH without a slash, needs them absolute. */
function filledIn(html: string, { basePath, authMode }: PageFacts): string {
  return html
    .replaceAll(/\b(src|href)="\.\//g, `$1="${basePath}/`)
    .replaceAll("__BASE_PATH__", basePath)
    .replaceAll("__SIGN_IN_MODE__", authMode);
}

/** The smallest coding that both sides have; a coding with q=0 is refused by the client. */
export function chooseCoding(acceptEncoding: string | undefined, asset: Asset): ContentCoding | undefined {
  const accepted = new Set(
    (acceptEncoding ?? "")
      .split(",")
      .map((entry) => entry.trim().toLowerCase())
      .filter((entry) => !/;\s*q=0(?:\.0*)?$/.test(entry))
      .map((entry) => entry.split(";")[0]?.trim()),
  );
  return (["br", "gzip"] as const).find((coding) => accepted.has(coding) && asset.encoded[coding]);
}
