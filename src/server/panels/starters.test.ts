import { afterAll, beforeAll, expect, it } from "vitest";
import type { BoardList, BoardReading, VariableAnswer } from "../../contract/boards.ts";
import { starterPlans } from "../../domain/panel/starters/starterPlans.ts";
import { checkBoard } from "../../domain/panel/checkBoard.ts";
import { makeStarter } from "../../domain/panel/starters/makeStarter.ts";
import { boardDocument } from "../../contract/boards.ts";
import { panelDocument } from "../../contract/panels.ts";
import { anAsk, type BoardApp, HOUR_MS, NOW_MS, type Person, startBoardApp } from "../../testing/boardApp.ts";
import { embeddedSources } from "../sources/embeddedSources.ts";
import { isPattern } from "./checkChoices.ts";

let app: BoardApp;
beforeAll(async () => {
  const sources = embeddedSources({ demo: undefined, hasOthers: false });
  app = await startBoardApp({ sources, hasEngine: true, demoNowMs: NOW_MS });
}, 60_000);
afterAll(() => app.stop());

const keys = starterPlans.map(({ key }) => key);

const received: string[] = [];
const viewer: Person = async (...request) => {
  const got = await app.viewer(...request);
  received.push(JSON.stringify([...got.headers]), got.text);
  return got;
};

it("I1 the demo offers all of them, and nothing else does", async () => {
  const { body } = await viewer("GET", "/api/boards");
  const { boards } = body as BoardList;
  expect(boards.map(({ id, isStarter }) => [id, isStarter])).toEqual(
    keys.map((key) => [`starter-${key}`, true]),
  );
});

it.each(keys)(
  "I1 every query of %s answers on the demo, for its readers",
  { timeout: 60_000 },
  async (key) => {
    const opened = await viewer("GET", `/api/boards/starter-${key}`);
    expect(opened.status).toBe(200);
    const reading = opened.body as BoardReading;
    for (const { id, letters, compareMs } of reading.panels) {
      for (const { letter } of letters) {
        for (const beforeMs of compareMs > 0 ? [0, compareMs] : [0]) {
          const { status, body } = await viewer(
            "POST",
            `/api/panels/${id}/queries/${letter}`,
            anAsk({ beforeMs }),
          );
          const { data } = body as { data?: { result: readonly unknown[] } };
          expect([id, letter, beforeMs, status, (data?.result.length ?? 0) > 0]).toEqual([
            id,
            letter,
            beforeMs,
            200,
            true,
          ]);
        }
      }
    }
  },
);

it.each(keys)("I3 %s has something to choose, and answers for a choice", { timeout: 60_000 }, async (key) => {
  const reading = (await viewer("GET", `/api/boards/starter-${key}`)).body as BoardReading;
  for (const { name, kind, values } of reading.variables) {
    const asked = { variables: {}, startMs: NOW_MS - HOUR_MS, endMs: NOW_MS };
    const offered =
      kind === "label"
        ? (
            (await viewer("POST", `/api/boards/${reading.id}/variables/${name}`, asked))
              .body as VariableAnswer
          ).values
        : (values ?? []).map(({ value }) => value);
    expect(offered.length).toBeGreaterThan(1);
    const [panel] = reading.panels;
    const variables = { [name]: offered.slice(0, 1) };
    const { status, text } = await viewer("POST", `/api/panels/${panel?.id}/queries/A`, anAsk({ variables }));
    expect([status, text.includes('"values":[[')]).toEqual([200, true]);
  }
});

it("I3 the mobile network offers its customers, and every panel narrows to the one that is chosen", async () => {
  const id = "starter-mobile-network";
  const asked = { variables: {}, startMs: NOW_MS - HOUR_MS, endMs: NOW_MS };
  const offer = await viewer("POST", `/api/boards/${id}/variables/customer`, asked);
  const customers = (offer.body as VariableAnswer).values;
  expect(customers).toEqual(["Coastline", "Fjordtel", "Islandnet", "Northern Mobile"]);
  const { panels, variables } = (await viewer("GET", `/api/boards/${id}`)).body as BoardReading;
  expect(variables[0]).toMatchObject({ name: "customer", label: "Customer", isMulti: true, initial: [] });
  const figures = async (chosen: readonly string[]): Promise<readonly string[]> => {
    const texts: string[] = [];
    for (const panel of panels.filter(({ view }) => view !== "note")) {
      const ask = anAsk({ variables: { customer: chosen } });
      const { status, text } = await viewer("POST", `/api/panels/${panel.id}/queries/A`, ask);
      expect([panel.id, status, /"values?":\[/.test(text)]).toEqual([panel.id, 200, true]);
      texts.push(text);
    }
    return texts;
  };
  const all = await figures([]);
  const one = await figures(["Fjordtel"]);
  one.forEach((text, index) => {
    expect(text).not.toBe(all[index]);
    for (const other of customers.filter((name) => name !== "Fjordtel")) expect(text).not.toContain(other);
  });
});

it.each(starterPlans)("I1 $key is a board like any other", (plan) => {
  const source = { id: "demo-metrics", isDemo: true };
  const { board, panels } = makeStarter(plan, source, { suffix: "", sourceName: "" });
  expect(boardDocument.parse(board)).toEqual(board);
  for (const { panel } of panels) expect(panelDocument.parse(panel)).toEqual(panel);
  const languageOf = () => "promql" as const;
  expect(checkBoard(board, { panels: panels.map(({ panel }) => panel), languageOf, isPattern })).toEqual([]);
});

it("I2 T6 none of it tells a reader what is asked, or of whom", () => {
  expect(received.length).toBeGreaterThan(100);
  const all = received.join("\n");
  for (const secret of ["demo-metrics", "rate(", "sum(", "http_requests_total{", "engine.sock"])
    expect(all).not.toContain(secret);
});
