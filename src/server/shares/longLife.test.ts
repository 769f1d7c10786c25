import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "../auth/Principal.ts";
import { linkState } from "../../domain/share/linkState.ts";
import { aShare } from "../store/storeSamples.test-util.ts";
import { type LocalStore, openSqlite } from "../store/sqlite/openSqlite.ts";
import { sweep } from "../store/maintain.ts";
import type { ShareRow, ShareStore } from "../store/Store.ts";
import { LinkDoor } from "./LinkDoor.ts";
import { linkKey } from "./linkKeys.ts";
import { LinkTokens } from "./LinkTokens.ts";
import type { ShareParts } from "./ShareParts.ts";
import { isFull } from "../../testing/isFull.ts";

const LINKS = isFull ? 10_000 : 300;
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);
const TRIES = isFull ? 1_000_000 : 20_000;
const TIMEOUT_MS = isFull ? 900_000 : 120_000;

let dataDir: string;
let store: LocalStore;
let nowMs = START_MS;
const tokens = new LinkTokens([linkKey("a key")]);
const links: { readonly id: string; readonly token: string; readonly days: number }[] = [];
const change = (by = "Ada") => ({ personId: by, by, atMs: nowMs });

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "sightglass-links-"));
  store = await openSqlite({ dataDir, nowMs });
  const one = async (at: number) => {
    const { token, secretHash, sealed } = tokens.mint();
    const days = 1 + (at % 365);
    const more = { secretHash, sealed, expiresMs: nowMs + days * DAY_MS, parts: [] };
    const { id } = await store.shares.create(aShare(`Link ${at}`), more, change());
    links.push({ id, token, days });
  };
  // As many at once as go into one commit.
  for (let from = 0; from < LINKS; from += 250)
    await Promise.all(Array.from({ length: Math.min(250, LINKS - from) }, (_one, at) => one(from + at)));
}, TIMEOUT_MS);
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** On these days every link is opened; on the others some. */
const LOOKS: ReadonlySet<number> = new Set([0, 8, 31, 180, 365, 400]);
const someOf = (day: number) => links.filter((_one, at) => at % 97 === day % 97);

const reader: Principal = { id: "vera", name: "Vera", role: "viewer", sources: null, via: "session" };
const door = (shares: Pick<ShareStore, "bySecretHash"> = store.shares) =>
  new LinkDoor({
    ...({} as Pick<ShareParts, "shelf" | "sources">),
    store: { shares: { ...store.shares, ...shares }, people: store.people },
    tokens,
    allowsAnyone: false,
    now: () => nowMs,
  });
/** "open", or the code and detail of the problem. */
const outcome = async (token: string, who: Principal = reader): Promise<string> => {
  try {
    await door().open(token, who);
    return "open";
  } catch (error) {
    const { code, detail = "" } = (error as { problem: { code: string; detail?: string } }).problem;
    return `${code} ${detail}`;
  }
};

/** The nth text that somebody tries. */
function triedText(
  { live, ended, withdrawn }: Readonly<Record<"live" | "ended" | "withdrawn", string>>,
  i: number,
) {
  const at = i % live.length;
  switch (i % 5) {
    case 0:
      return ended;
    case 1:
      return withdrawn;
    case 2:
      return live.slice(0, at);
    case 3: {
      const bit = (live.codePointAt(at) ?? 0) ^ (1 << (i % 7));
      return live.slice(0, at) + String.fromCodePoint(bit) + live.slice(at + 1);
    }
    default:
      // As long as one of ours, by somebody without the key.
      return `${randomBytes(20).toString("base64url")}.${randomBytes(14).toString("base64url").slice(0, 18)}`;
  }
}

describe("a link", () => {
  it("T8 is for people, not for access tokens", async () => {
    expect(await outcome(links[0]?.token ?? "", { ...reader, via: "token" })).toMatch(/^FORBIDDEN/);
  });

  it(
    `T8 of ${TRIES.toLocaleString("en")} that are forged, cut, flipped, ended or withdrawn none opens`,
    async () => {
      const kinds = ["live", "ended", "withdrawn"] as const;
      const minted = kinds.map((kind) => ({ kind, ...tokens.mint() }));
      const rowOf = ({ kind, secretHash }: (typeof minted)[number]): ShareRow => ({
        ...aShare(kind),
        id: kind,
        secretHash,
        sealed: undefined,
        ownerId: "a",
        owner: "A",
        created: { atMs: 0, by: "A" },
        expiresMs: kind === "ended" ? nowMs : nowMs + DAY_MS,
        revoked: kind === "withdrawn" ? { atMs: nowMs, by: "A" } : undefined,
        opened: 0,
        lastOpenedMs: undefined,
        hash: undefined,
        bytes: 0,
      });
      const rows = new Map(minted.map((one) => [one.secretHash, rowOf(one)]));
      let looked = 0;
      const opening = door({ bySecretHash: (hash) => Promise.resolve(((looked += 1), rows.get(hash))) });
      const opens = async (token: string) =>
        await opening.open(token, reader).then(
          () => true,
          () => false,
        );
      const [live, ended, withdrawn] = minted.map(({ token }) => token) as [string, string, string];
      expect(await opens(live)).toBe(true);
      let opened = 0;
      for (let i = 0; i < TRIES; i += 1)
        if (await opens(triedText({ live, ended, withdrawn }, i))) opened += 1;
      expect(opened).toBe(0);
      // Only those that are ours were looked up at all: two in five, and the first.
      expect(looked).toBe(1 + Math.ceil(TRIES / 5) + Math.ceil((TRIES - 1) / 5));
    },
    TIMEOUT_MS,
  );

  it("T8 whose row is no view of ours leads nowhere", async () => {
    const rows: readonly object[] = [
      { view: { page: "admin" } },
      { view: { page: "explore", state: { "a.q": 1 } } },
      { view: { page: "explore", state: {}, run: "now" } },
      { audience: "everybody" },
      { languages: { demo: "sql" } },
      { panels: [{ id: "../../etc", panel: {} }] },
    ];
    for (const row of rows) {
      const { token, secretHash } = tokens.mint();
      const damaged = { ...aShare("Damaged"), ...row };
      await store.shares.create(
        damaged,
        { secretHash, expiresMs: START_MS + 366 * DAY_MS, parts: [] },
        { ...change(), personId: "Eve" },
      );
      expect(await outcome(token)).toMatch(/^LINK_NOT_FOUND/);
    }
  });
});

describe(`${LINKS.toLocaleString("en")} links over 400 days`, () => {
  it(
    "S35 G23 none vanishes: each opens, or says when it ended, who shared it and who withdrew it",
    async () => {
      const gone = new Set<string>();
      const lastDay = new Map(links.map(({ id, days }) => [id, days]));
      for (let day = 0; day <= 400; day += 1) {
        nowMs = START_MS + day * DAY_MS;
        // What the server does by itself every hour.
        await sweep(store.engine, nowMs);
        const isLook = LOOKS.has(day);
        for (const { id, token } of isLook ? links : someOf(day)) {
          const isOver = (lastDay.get(id) ?? 0) <= day;
          const expected = gone.has(id)
            ? /^LINK_REVOKED Shared by Ada on 1 January 2026; withdrawn by Root on \d+ \w+ 202\d at 00:00 UTC\.$/
            : isOver
              ? /^LINK_EXPIRED Shared by Ada on 1 January 2026; it ended on \d+ \w+ 202\d at 00:00 UTC\.$/
              : /^open$/;
          expect(await outcome(token)).toMatch(expected);
        }
        if (!isLook) continue;
        // Some are renewed on that day, others withdrawn.
        for (const { id } of links.slice(day, day + 10)) {
          if (gone.has(id)) continue;
          await store.shares.change(id, { expiresMs: nowMs + 365 * DAY_MS }, change());
          lastDay.set(id, day + 365);
        }
        for (const { id, token } of links.slice(-10 - day).slice(0, 10)) {
          await store.shares.revoke(id, change("Root"));
          gone.add(id);
          expect(await outcome(token)).toMatch(/^LINK_REVOKED/);
        }
      }
      const rows = await store.shares.list("Ada");
      expect(rows).toHaveLength(LINKS);
      expect(rows.filter((row) => linkState(row, nowMs) === "revoked")).toHaveLength(gone.size);
    },
    TIMEOUT_MS,
  );
});
