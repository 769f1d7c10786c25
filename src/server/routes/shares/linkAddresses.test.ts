import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedView } from "../../../contract/shares.ts";
import { decodeExplore, encodeExplore } from "../../../domain/link/exploreLink.ts";
import { rawExchange } from "../../../testing/rawExchange.ts";
import { startTestApp, type TestApp } from "../../../testing/startTestApp.ts";
import { isFull } from "../../../testing/isFull.ts";

/** What once led somewhere else in a link, a router or a redirect. */
const HOSTILE = [
  "//evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "///evil.test/%2f..",
  "https://evil.test",
  "https:evil.test",
  "http://evil.test@127.0.0.1",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "%2f%2fevil.test",
  "%252f%252fevil.test",
  "%5c%5cevil.test",
  "..%2f..%2fapi%2fsession",
  "..;/api/session",
  ".%2e/.%2e/etc/passwd",
  "%00",
  "a%0d%0aLocation:%20//evil.test",
  "a%0aSet-Cookie:x=1",
  "%e5%98%8a%e5%98%8dLocation:evil",
  "?url=//evil.test",
  "#//evil.test",
  ":token",
  "*",
  "__proto__",
  "constructor",
  "prototype.polluted",
  "${7*7}",
  "{{7*7}}",
  "<img src=x onerror=alert(1)>",
  "'\"><svg onload=alert(1)>",
  "\u202Egnp.exe",
  "\u0000\u0001\u007F",
  "\uD800",
  "A".repeat(2_000),
] as const;

const KEYS = [
  "a.q",
  "a.src",
  "from",
  "to",
  "tz",
  "tab",
  "unit",
  "rows",
  "__proto__",
  "constructor",
  "url",
  "redirect",
  "filter",
  "only",
];
/** Those that a state of Explore has. */
const OPTIONS = /^(?:a\.q|a\.src|from|to|tz|tab|unit|rows|filter|only)$/;
const MUTATIONS = isFull ? 1_000_000 : 5_000;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 30_000);
afterAll(() => app.stop());

describe("S20 addresses of links", () => {
  it("S20 lead nowhere else: no redirect, no cookie, nothing of them in a header", async () => {
    for (const text of HOSTILE) {
      // As a browser sends it, and as it is where a request line can hold it.
      const asIs = /^[\x21-\x7e]+$/.test(text) ? [text] : [];
      for (const target of [encodeURIComponent(text.toWellFormed()), ...asIs]) {
        for (const path of [`/s/${target}`, `/api/links/${target}`]) {
          const host = `127.0.0.1:${app.port}`;
          const answer = await rawExchange(
            app.port,
            `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
          );
          expect([answer.answers, Math.floor(answer.status / 100) === 3]).toEqual([1, false]);
          expect(Object.keys(answer.headers)).not.toContain("location");
          expect(Object.keys(answer.headers)).not.toContain("set-cookie");
          expect(JSON.stringify(answer.headers)).not.toContain("evil");
          if (path.startsWith("/api/")) expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.headers["referrer-policy"] ?? "no-referrer").toBe("no-referrer");
        }
      }
    }
  }, 60_000);

  it(
    `S20 records of ${MUTATIONS.toLocaleString("en")} hostile views are read as a state of Explore or refused, never anything else`,
    () => {
      let state = 20_261_121;
      const roll = (below: number) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state % below;
      };
      const faults: string[] = [];
      for (let i = 0; i < MUTATIONS; i += 1) {
        const entries = Array.from({ length: 1 + roll(4) }, () => [
          KEYS[roll(KEYS.length)] ?? "",
          `${HOSTILE[roll(HOSTILE.length - 1)]}${String.fromCodePoint(roll(0x110000))}`,
        ]);
        const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
        const parsed = sharedView.safeParse({ page: "explore", state: JSON.parse(text) as unknown });
        if (!parsed.success || parsed.data.page !== "explore") continue;
        const written = encodeExplore(decodeExplore(parsed.data.state));
        const isSame = JSON.stringify(encodeExplore(decodeExplore(written))) === JSON.stringify(written);
        if (!isSame || !Object.keys(written).every((key) => OPTIONS.test(key))) faults.push(text);
      }
      expect(faults).toEqual([]);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
    isFull ? 300_000 : 30_000,
  );
});
