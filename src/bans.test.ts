import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** What no source file and no package may bring, since each was somebody's vulnerability. */
interface Ban {
  readonly title: string;
  readonly folder: string;
  readonly pattern: RegExp;
  /** The files that may, since they do it right. */
  readonly except?: readonly string[];
}

const BANS: readonly Ban[] = [
  {
    title: "S18 turns no text into markup",
    folder: "src/web",
    pattern:
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc|createContextualFragment|DOMParser)\b|document\.write/,
  },
  {
    title: "S18 runs no text",
    folder: "src",
    pattern: /\beval\(|new Function\b|set(?:Timeout|Interval)\(\s*["'`]/,
  },
  {
    title: "S18 opens foreign pages in one place, without a way back",
    folder: "src/web",
    pattern: /target="_blank"|window\.open\(/,
    except: ["src/web/ui/ForeignLink.tsx"],
  },
  {
    title: "S11 S16 S25 asks sources by its own connections alone: no fetch, no other HTTP client",
    folder: "src/server",
    pattern: /(?<![.\w])fetch\(|\bhttps?\.(?:get|request)\(|["'](?:undici|node:https|node:http2)["']/,
    // A listener, and the sign-in service, which is no source: what it does instead is said there.
    except: ["src/server/http/createServer.ts", "src/server/auth/oidc/fetchIssuer.ts"],
  },
  {
    title: "S15 never leaves verification to a default that can be falsy",
    folder: "src/server",
    pattern: /NODE_TLS_REJECT_UNAUTHORIZED|rejectUnauthorized:\s*(?:false|\w+\s*\|\|)/,
  },
  {
    title: "S20 answers no request with a redirect, but on the way to a sign-in and back",
    folder: "src/server",
    pattern: /\.redirect\(|["']location["']\s*[,:]/i,
    // To the issuer of the configuration, and back to a path of our own (`returnPath`).
    except: ["src/server/routes/oidcRoutes.ts"],
  },
];

/**
 * fastify reply-from, http-proxy and middie: over a dozen ways around a path check (S04, S05). HTTP clients: with
 * redirects, retries, proxies and interceptors of their own.
 */
const PACKAGES = [
  "@fastify/reply-from",
  "@fastify/http-proxy",
  "@fastify/middie",
  "@fastify/static",
  "http-proxy",
  "undici",
  "axios",
  "got",
  "node-fetch",
  "follow-redirects",
];

function sources(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\.test-util\.|node_modules/.test(name))
    .map((name) => path.join(folder, name));
}

describe("the sources", () => {
  it.each(BANS)("$title", ({ folder, pattern, except }) => {
    const files = sources(folder).filter((file) => except?.includes(file) !== true);
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((file) =>
      fs
        .readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line, i) =>
          !/^\s*(?:\/\/|\*|\/\*)/.test(line) && pattern.test(line) ? [`${file}:${i + 1} ${line}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });

  it("S04 S05 S11 bring no package that forwards a path or follows a redirect", () => {
    const lock = JSON.parse(fs.readFileSync("package-lock.json", "utf8")) as {
      packages: Record<string, unknown>;
    };
    const names = Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, ""));
    expect(names).toContain("fastify");
    expect(names.filter((name) => PACKAGES.includes(name))).toEqual([]);
  });
});
