import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseCoding, loadPageAssets } from "./PageAssets.ts";

let dir = "";
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "sightglass-page-"));
  const files = {
    "index.html":
      '<link href="./favicon.svg"><script src="./assets/main-DduhFpac.js" nonce="__CSP_NONCE__"></script>',
    "favicon.svg": "<svg/>",
    "assets/main-DduhFpac.js": "plain",
    "assets/main-DduhFpac.js.br": "br",
    "assets/main-DduhFpac.js.gz": "gz",
    "assets/main-DduhFpac.js.map": "{}",
    ".vite/manifest.json": "{}",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("page assets", () => {
  it("know what the build wrote for browsers, and nothing else", () => {
    const assets = loadPageAssets(dir, { basePath: "", authMode: "none" });
    expect(assets?.find("/assets/main-DduhFpac.js")).toMatchObject({
      isImmutable: true,
      type: "text/javascript; charset=utf-8",
    });
    expect(assets?.find("/favicon.svg")?.isImmutable).toBe(false);
    for (const url of [
      "/index.html",
      "/.vite/manifest.json",
      "/assets/main-DduhFpac.js.map",
      "/assets/main-DduhFpac.js.br",
      "/assets",
      "/",
      "/../package.json",
    ]) {
      expect(assets?.find(url)).toBeUndefined();
    }
  });

  it("put the base path and the nonce into the document", () => {
    expect(loadPageAssets(dir, { basePath: "/sg", authMode: "oidc" })?.document("abc")).toBe(
      '<link href="/sg/favicon.svg"><script src="/sg/assets/main-DduhFpac.js" nonce="abc"></script>',
    );
  });

  it("are absent when nothing was built", () => {
    expect(loadPageAssets(path.join(dir, "nowhere"), { basePath: "", authMode: "none" })).toBeUndefined();
  });

  it.each([
    ["br, gzip", "br"],
    ["gzip", "gzip"],
    ["GZIP;q=0.5", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br; q=0.0", undefined],
    ["identity", undefined],
    [undefined, undefined],
  ] as const)("answer %s with %s", (accepted, coding) => {
    const asset = loadPageAssets(dir, { basePath: "", authMode: "none" })?.find("/assets/main-DduhFpac.js");
    expect(asset && chooseCoding(accepted, asset)).toBe(coding);
  });
});
