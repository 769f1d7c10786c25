import { describe, expect, it } from "vitest";
import type { BoardVariable } from "../../../domain/panel/Board.ts";
import { isFilledIn, labelsLeft } from "./keptMentions.ts";
import { proposeName } from "./proposeName.ts";
import { readerChoices, variableName, variablesFor, withVariables } from "./readerChoices.ts";
import { shownUnit } from "./shownUnit.ts";

const row = (expr: string, letter = "A", sourceId = "prod") => ({
  letter,
  sourceId,
  expr,
  isHidden: false,
  legend: "",
});
const languageOf = (sourceId: string) => (sourceId === "logs" ? "logql" : "promql");
const offered = (...queries: ReturnType<typeof row>[]) =>
  readerChoices(queries, languageOf).map(({ label, values, isMulti }) => [label, isMulti, values]);

describe("readerChoices", () => {
  it.each([
    ['up{cluster="ord1"}', [["cluster", false, ["ord1"]]]],
    ['up{cluster=~"ord1|las\\\\.1"}', [["cluster", true, ["ord1", "las.1"]]]],
    ['up{cluster=~".*"}', [["cluster", true, []]]],
    ['up{"k8s.cluster"="ord1"}', [["k8s.cluster", false, ["ord1"]]]],
    // A pattern that is no list of values, what is excluded, and what readers choose already.
    ['up{cluster=~"ord.+"}', []],
    ['up{cluster!="ord1"}', []],
    ['up{cluster="$cluster"}', []],
    ['up{cluster="ord1"', []],
  ])("of %s offers %j", (expr, wanted) => expect(offered(row(expr))).toEqual(wanted));

  it("offers no label that two queries compare with two values", () => {
    expect(offered(row('up{job="a"}'), row('up{job="b"}', "B"))).toEqual([]);
    expect(offered(row('up{job="a"}'), row('rate(x{job="a"}[5m])', "B"))).toEqual([["job", false, ["a"]]]);
  });

  it("offers of a log query what its streams are chosen by, not what is found in the lines", () => {
    expect(offered(row('{app="shop"} | json | status="500"', "A", "logs"))).toEqual([
      ["app", false, ["shop"]],
    ]);
  });

  it("narrows the values to the metric of the query", () => {
    const [choice] = readerChoices([row('sum(rate(http_requests_total{job="a"}[5m]))')], languageOf);
    expect(choice?.selector).toBe("http_requests_total");
  });
});

describe("variablesFor and withVariables", () => {
  const known: BoardVariable = {
    name: "customer",
    label: "Customer",
    choice: { kind: "label", sourceId: "prod", label: "tenant", selector: "" },
    isMulti: true,
    initial: [],
  };

  it("takes the board's own variable for a label, with the matcher that it needs", () => {
    const choices = readerChoices([row('up{tenant="acme",job="a"}')], languageOf);
    const variables = variablesFor(choices, [known]);
    expect(withVariables('up{tenant="acme",job="a"}', "promql", variables)).toBe(
      'up{tenant=~"$customer",job="$job"}',
    );
  });

  it.each([
    ["cluster", [], "cluster"],
    ["Kube.Node-Name", [], "kube_node_name"],
    ["__name__", [], "name__"],
    ["42", [], "value"],
    ["job", ["job", "job_2"], "job_3"],
  ])("names the variable of %s beside %j %s", (label, taken, name) =>
    expect(variableName(label, new Set(taken))).toBe(name),
  );
});

describe("isFilledIn", () => {
  const saved = 'sum(up{cluster="$cluster",job=~`${job}`}) |= 1';
  const promql = 'sum(up{cluster="$cluster",job=~"$job"})';

  it.each([
    [promql, 'sum(up{cluster="ord1",job=~"a|b"})', true],
    [promql, 'sum(up{cluster="or\\"d1",job=~".*"})', true],
    [promql, 'avg(up{cluster="ord1",job=~"a"})', false],
    [promql, 'sum(up{cluster="ord1",job=~"a"}) + vector("")', false],
    ["up", "up", true],
    ["up", "up + 1", false],
    [saved, "sum(up)", false],
  ])("of %s and %s is %s", (before, shown, isSame) =>
    expect(isFilledIn(before, shown, "promql")).toBe(isSame),
  );

  it("tells which labels are left to readers", () => {
    expect(labelsLeft(promql, "promql")).toEqual(["cluster", "job"]);
  });
});

describe("what is proposed", () => {
  it.each([
    ["sum by (namespace) (rate(container_cpu_usage_seconds_total[5m]))", "Container cpu usage by namespace"],
    ["histogram_quantile(0.9, sum by (le) (rate(shop_duration_seconds_bucket[5m])))", "Shop duration"],
    ["job:up:sum", "Sum"],
    ["1 + 1", ""],
  ])("names %s “%s”", (expr, name) => expect(proposeName([row(expr)], languageOf)).toBe(name));

  it.each([
    ["rate(node_network_receive_bytes_total[5m])", "Bps"],
    ["sum by (le) (rate(shop_duration_seconds_bucket[5m]))", "seconds"],
    ["up", ""],
  ])("of %s keeps the unit “%s”", (expr, unit) => expect(shownUnit([row(expr)])).toBe(unit));
});
