import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { EMPTY_PANEL } from "../../domain/panel/defaultPanel.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { PanelQuestion } from "../panels/PanelAnswers.ts";
import { freeze, FREEZE_LIMITS, type FreezeRequest } from "./freeze.ts";

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const BODY = '{"status":"success","data":{"resultType":"matrix","result":[]}}';

const panel = (letters: string, more: Partial<Panel> = {}): Panel => ({
  ...EMPTY_PANEL,
  name: "P",
  queries: [...letters].map((letter) => ({
    letter,
    sourceId: "demo",
    expr: "up",
    isHidden: false,
    legend: "",
  })),
  ...more,
});
const panels = (count: number, letters = "A") =>
  Array.from({ length: count }, (_one, at) => ({ id: `panel-${1000 + at}`, panel: panel(letters) }));
const order = (more: Partial<FreezeRequest> = {}): FreezeRequest => ({
  panels: panels(2),
  range: { from: "now-1h", to: "now" },
  zone: "UTC",
  variables: {},
  plotPx: 700,
  owner: "ada",
  nowMs: NOW_MS,
  signal: new AbortController().signal,
  told: (error) => error,
  ...more,
});
const answersOf = (bodyOf: (question: PanelQuestion) => string | Promise<string>) => {
  const asked: PanelQuestion[] = [];
  const ask = async (question: PanelQuestion) => {
    asked.push(question);
    const body = Buffer.from(await bodyOf(question));
    return { contentType: "application/json", body, plan: "start=1&end=2&step=1", warnings: 0, notes: [] };
  };
  return { asked, ask };
};
const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error as { problem?: unknown }).problem,
  );

describe("what a frozen link keeps", () => {
  it("J3 every shown answer packed, in the order of the panels, each for its own range", async () => {
    const answers = answersOf(({ startMs }) => BODY.replace("[]", String(startMs)));
    const own = { from: "now-1d", to: "now" };
    const shown = [
      {
        id: "panel-0001",
        panel: panel("AB", {
          queries: [...panel("AB").queries].map((one, at) => ({ ...one, isHidden: at === 1 })),
        }),
      },
      { id: "panel-0002", panel: panel("A", { range: own }) },
      { id: "panel-0003", panel: panel("A", { view: "stat", compareMs: 86_400_000 }) },
    ];
    const { parts, hash } = await freeze(answers, order({ panels: shown }));
    expect(parts.map(({ panelId, letter }) => `${panelId} ${letter}`)).toEqual([
      "panel-0001 A",
      "panel-0002 A",
      "panel-0003 A",
      "panel-0003 A before",
    ]);
    expect(answers.asked.map(({ startMs, endMs, beforeMs = 0 }) => [endMs - startMs, beforeMs])).toEqual([
      [3_600_000, 0],
      [86_400_000, 0],
      [3_600_000, 0],
      [3_600_000, 86_400_000],
    ]);
    expect(gunzipSync(parts[1]?.gzip ?? "").toString()).toContain(String(NOW_MS - 86_400_000));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("J3 has one hash for the same bytes, whatever order they came in, and another for other bytes", async () => {
    const plain = await freeze(
      answersOf(() => BODY),
      order(),
    );
    const second = Promise.withResolvers<void>();
    const backwards = answersOf(async () => {
      if (backwards.asked.length === 2) second.resolve();
      else await second.promise.then(() => new Promise(setImmediate));
      return BODY;
    });
    expect((await freeze(backwards, order())).hash).toBe(plain.hash);
    expect(
      (
        await freeze(
          answersOf(() => `${BODY} `),
          order(),
        )
      ).hash,
    ).not.toBe(plain.hash);
  });

  it("is asked for at most six at once", async () => {
    let running = 0;
    let most = 0;
    const answers = answersOf(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return BODY;
    });
    await freeze(answers, order({ panels: panels(30) }));
    expect([most, answers.asked.length]).toEqual([6, 30]);
  });

  it("is refused with too many answers or none before anything is asked, and with too many bytes", async () => {
    const answers = answersOf(() => BODY);
    const many = order({ panels: panels(FREEZE_LIMITS.answers / 10 + 1, "ABCDEFGHIJ") });
    expect(await problemOf(freeze(answers, many))).toMatchObject({ code: "BAD_REQUEST" });
    expect(await problemOf(freeze(answers, order({ panels: [] })))).toMatchObject({ code: "BAD_REQUEST" });
    expect(answers.asked).toHaveLength(0);
    const large = " ".repeat(FREEZE_LIMITS.bytes / 4 + 1);
    expect(
      await problemOf(
        freeze(
          answersOf(() => large),
          order({ panels: panels(4) }),
        ),
      ),
    ).toMatchObject({
      code: "TOO_LARGE",
      capBytes: FREEZE_LIMITS.bytes,
    });
  });

  it("J3 is nothing where one failed: the others end, and no more are asked", async () => {
    const ended: boolean[] = [];
    const answers = answersOf(({ panel: { name }, signal }) => {
      if (name === "bad") throw fail("UPSTREAM_TIMEOUT", { hint: "Ask for less." });
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          ended.push(true);
          reject(new Error("left"));
        });
      });
    });
    const shown = [...panels(5), { id: "panel-bad1", panel: panel("A", { name: "bad" }) }, ...panels(20)];
    expect(await problemOf(freeze(answers, order({ panels: shown })))).toMatchObject({
      code: "UPSTREAM_TIMEOUT",
      hint: "In the panel “bad”, query A: Ask for less.",
    });
    expect([answers.asked.length, ended.length]).toEqual([6, 5]);
  });

  it("ends when its sender leaves", async () => {
    const left = new AbortController();
    const answers = answersOf(() => {
      left.abort();
      return BODY;
    });
    await expect(freeze(answers, order({ signal: left.signal, panels: panels(20) }))).rejects.toThrow(
      /abort/i,
    );
    expect(answers.asked.length).toBeLessThanOrEqual(6);
  });
});
