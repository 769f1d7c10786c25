import { describe, expect, it } from "vitest";
import { EMPTY_PANEL } from "../../domain/panel/defaultPanel.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import type { AnswerRequest } from "../cache/Answers.ts";
import type { PanelQuestion } from "./PanelAnswers.ts";
import { planAsk } from "./planAsk.ts";
import { createVariableValues, type ValuesQuestion } from "./variableValues.ts";

const NOW_MS = Date.UTC(2026, 0, 1, 12);
const HOUR_MS = 3_600_000;
const metrics = aSource({ minStepMs: 15_000 });
const lines = aSource({ id: "lines", kind: "loki" });

function planned(expr: string, more: Partial<PanelQuestion> = {}, panel: Partial<Panel> = {}) {
  const source = panel.view === "logs" ? lines : metrics;
  const query = { letter: "A", sourceId: source.id, expr, isHidden: false, legend: "" };
  const question: PanelQuestion = {
    panel: { ...EMPTY_PANEL, ...panel, queries: [query] },
    letter: "A",
    variables: {},
    startMs: NOW_MS - HOUR_MS + 7_654,
    endMs: NOW_MS + 7_654,
    plotPx: 700,
    zone: "UTC",
    owner: "vera",
    ...more,
  };
  const { call, plan, freshMs } = planAsk(question, { query, source, nowMs: NOW_MS + 7_654 });
  return { plan, freshMs, operation: call.operation, form: new URLSearchParams(call.params.encoded) };
}

describe("planAsk", () => {
  it("asks on the grid of its step, and lets it serve until the next", () => {
    const { plan, freshMs, operation, form } = planned("rate(up[$__rate_interval])");
    expect([operation, plan]).toEqual(["query_range", `start=${NOW_MS - HOUR_MS}&end=${NOW_MS}&step=15000`]);
    expect(form.get("query")).toBe("rate(up[1m])");
    expect(freshMs).toBe(15_000 - 7_654);
  });

  it("asks instants and lines up to a moment that readers share", () => {
    const instant = planned("up", { endMs: NOW_MS + 7_654 }, { view: "gauge" });
    expect([instant.operation, instant.form.get("time")]).toEqual(["query", String(NOW_MS / 1000)]);
    expect(instant.plan).toBe(`start=${NOW_MS}&end=${NOW_MS}&step=0`);
    const logs = planned('{app="x"}', {}, { view: "logs" });
    expect([logs.operation, logs.form.get("direction"), logs.form.get("limit")]).toEqual([
      "loki_query_range",
      "backward",
      "1000",
    ]);
    expect(Number(logs.plan.match(/end=(\d+)/)?.[1]) % 5_000).toBe(0);
  });

  it.each(["$__range", "${__range}", "[[__interval]]", "$customer"])(
    "T6 the value %s stays what it is",
    (value) => {
      const { form } = planned('up{a="$customer"} offset $__range', { variables: { customer: [value] } });
      const [, literal = "", offset] = /^up\{a=("[^"]*")\} offset (\w+)$/.exec(form.get("query") ?? "") ?? [];
      expect(JSON.parse(literal.replaceAll(/\\x(..)/g, String.raw`\u00$1`))).toBe(value);
      expect(offset).toBe("1h");
    },
  );

  it("T6 a variable where none may stand is refused, whatever is chosen", () => {
    expect(() => planned("up offset $customer", { variables: { customer: ["5m"] } })).toThrow("BAD_VARIABLE");
  });
});

describe("createVariableValues", () => {
  async function values(data: unknown, more: Partial<ValuesQuestion> = {}) {
    const asked: AnswerRequest[] = [];
    const valuesOf = createVariableValues({
      sources: { get: (id) => (id === "lines" ? lines : metrics) },
      answers: {
        ask: (request) => {
          asked.push(request);
          const body = Buffer.from(
            typeof data === "string" ? data : JSON.stringify({ status: "success", data }),
          );
          return Promise.resolve({ contentType: "application/json", body });
        },
      },
      now: () => NOW_MS,
    });
    const choice = {
      kind: "label",
      sourceId: "prod",
      label: "pod.name",
      selector: 'up{a="$before"}',
    } as const;
    const range = { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS };
    const answer = await valuesOf({ choice, variables: { before: ['"'] }, ...range, owner: "vera", ...more });
    const { operation, params } = asked[0]?.call ?? {};
    return { answer, operation, params, form: new URLSearchParams(params?.encoded) };
  }

  it("I3 narrows by what was chosen before, and escapes the label's name", async () => {
    const { answer, operation, params, form } = await values(["b", "a", "a", ""]);
    expect(answer).toEqual({ values: ["a", "b"], isCut: false });
    expect([operation, params?.labelSegment]).toEqual(["label_values", "U__pod_2e_name"]);
    expect(form.get("match[]")).toBe(String.raw`up{a="\""}`);
    expect(form.get("limit")).toBe("1001");
  });

  it("I3 asks Loki in its own words", async () => {
    const choice = { kind: "label", sourceId: "lines", label: "app", selector: '{a=~"$before"}' } as const;
    const { operation, form } = await values(["x"], { choice, variables: { before: [] } });
    expect([operation, form.get("query")]).toEqual(["loki_label_values", '{a=~".+"}']);
    expect(form.get("start")).toMatch(/^\d{19}$|^\d{10}\.\d{9}$/);
  });

  it("I3 gives at most a thousand, and says that there are more", async () => {
    const many = Array.from({ length: 1001 }, (_, at) => `v${String(at).padStart(4, "0")}`);
    expect((await values(many)).answer).toEqual({ values: many.slice(0, 1000), isCut: true });
    expect((await values(["ok", "x".repeat(201)])).answer).toEqual({ values: ["ok"], isCut: true });
    expect((await values(null)).answer).toEqual({ values: [], isCut: false });
  });

  it.each(["", "<html>", '{"status":"error"}', '{"status":"success","data":{}}'])(
    "refuses what is no list: %j",
    async (body) => {
      await expect(values(body)).rejects.toThrow("BAD_SHAPE");
    },
  );
});
