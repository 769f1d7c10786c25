import { expect } from "vitest";
import type { ContractCase } from "./storeContract.test-util.ts";
import { aPart, aShare, change, NOW_MS } from "./storeSamples.test-util.ts";

const DAY_MS = 86_400_000;

export const shareCases: readonly ContractCase[] = [
  {
    title: "J3 a frozen link keeps its answers byte by byte",
    run: async (store) => {
      const parts = [aPart("A", 70_000), aPart("B", 0)];
      const more = {
        secretHash: "hash-1",
        sealed: "locked",
        expiresMs: NOW_MS + DAY_MS,
        parts,
        hash: "feed",
      };
      const share = await store.shares.create(aShare("Frozen"), more, change("Ada"));
      expect(share).toMatchObject({
        ...aShare("Frozen"),
        bytes: 70_000,
        hash: "feed",
        sealed: "locked",
        opened: 0,
        owner: "Ada",
      });
      expect(await store.shares.get(share.id)).toEqual(share);
      expect(await store.shares.bySecretHash("hash-1")).toEqual(share);
      expect(await store.shares.bySecretHash("hash-2")).toBeUndefined();
      expect(await store.shares.part(share.id, "panel-1234", "A")).toEqual(parts[0]);
      expect(await store.shares.part(share.id, "panel-1234", "B")).toEqual(parts[1]);
      expect(await store.shares.part(share.id, "panel-1234", "C")).toBeUndefined();
      const { panelId, letter, notes } = aPart("A", 0);
      expect(await store.shares.notes(share.id)).toEqual(
        expect.arrayContaining([{ panelId, letter, notes }]),
      );
    },
  },
  {
    title: "F52 a link that is asked for again is the first one, whatever became of the time and the secret",
    run: async (store) => {
      const again = change("Di", { idempotencyKey: "share-key-1" });
      const make = (secretHash: string, asked: string) =>
        store.shares.create(
          aShare(secretHash),
          { secretHash, sealed: secretHash, expiresMs: NOW_MS, parts: [], asked },
          again,
        );
      const first = await make("hash-5", "a board");
      expect(await make("hash-6", "a board")).toEqual(first);
      await expect(make("hash-7", "another")).rejects.toMatchObject({ problem: { code: "BAD_REQUEST" } });
    },
  },
  {
    title: "F53 a link that is renamed and renewed at once is both",
    run: async (store) => {
      const links = Array.from({ length: 12 }, (_one, at) => `both-${at}`).map(async (secretHash, at) => {
        const more = { secretHash, expiresMs: NOW_MS, parts: [] };
        const { id } = await store.shares.create(aShare("Link"), more, change("Fay"));
        const expiresMs = NOW_MS + at;
        await Promise.all([
          store.shares.change(id, { label: "New" }, change()),
          store.shares.change(id, { expiresMs }, change()),
          store.shares.opened(id, NOW_MS),
        ]);
        expect(await store.shares.get(id)).toMatchObject({ label: "New", expiresMs, opened: 1 });
      });
      await Promise.all(links);
    },
  },
  {
    title: "T8 all links of a person are withdrawn at once, and nobody else's",
    run: async (store) => {
      const make = async (by: string, secretHash: string) =>
        (await store.shares.create(aShare("Link"), { secretHash, expiresMs: NOW_MS, parts: [] }, change(by)))
          .id;
      const [first, second, other] = [
        await make("Gus", "gus-1"),
        await make("Gus", "gus-2"),
        await make("Hal", "hal-1"),
      ];
      const before = change("Bo");
      await store.shares.revoke(first, before);
      expect(await store.shares.revokeAll("person-Gus", change("Ada"))).toBe(1);
      expect(await store.shares.revokeAll("person-Gus", change("Ada"))).toBe(0);
      const by = async (id: string) => (await store.shares.get(id))?.revoked?.by;
      expect([await by(first), await by(second), await by(other)]).toEqual(["Bo", "Ada", undefined]);
    },
  },
  {
    title: "S35 a link is counted, renewed and withdrawn, and never gone",
    run: async (store) => {
      const more = { secretHash: "hash-3", expiresMs: NOW_MS, parts: [] };
      const { id } = await store.shares.create(aShare("Link"), more, change("Cy"));
      await Promise.all([1, 2, 3].map((i) => store.shares.opened(id, NOW_MS + i)));
      const renewed = await store.shares.change(id, { label: "New", expiresMs: NOW_MS + 5 }, change());
      expect(renewed).toMatchObject({ label: "New", expiresMs: NOW_MS + 5, opened: 3 });
      const first = change("Bo");
      await store.shares.revoke(id, first);
      await store.shares.revoke(id, change("Ada"));
      expect((await store.shares.get(id))?.revoked).toEqual({ atMs: first.atMs, by: "Bo" });
      expect((await store.shares.list("person-Cy")).map((row) => row.id)).toEqual([id]);
      expect((await store.shares.list(null)).length).toBeGreaterThan(1);
      await expect(store.shares.revoke("nothing-here", change())).rejects.toMatchObject({
        problem: { code: "LINK_NOT_FOUND" },
      });
    },
  },
];
