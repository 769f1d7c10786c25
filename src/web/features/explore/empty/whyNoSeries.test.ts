import { describe, expect, it } from "vitest";
import { aSource, type HeldSeries } from "./aSource.test-util.ts";
import { type SeriesWhyContext, whyNoSeries } from "./whyNoSeries.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 0, 20);

const series = (
  name: string,
  labels: Record<string, string>,
  change: Partial<HeldSeries> = {},
): HeldSeries => ({
  labels: { __name__: name, ...labels },
  fromMs: NOW - 10 * DAY,
  toMs: NOW,
  ...change,
});
const held = [
  series("up", { job: "api", cluster: "ord1" }),
  series("up", { job: "node", cluster: "las1" }),
  series("http_requests_total", { job: "api", code: "200", path: "/a" }),
  series("http_requests_total", { job: "api", code: "503", path: "/b" }),
  series("gone_total", { job: "old" }, { fromMs: NOW - 8 * DAY, toMs: NOW - 5 * DAY }),
  series("young", { job: "new" }, { fromMs: NOW - 2 * HOUR }),
];

const context = (expr: string, change: Partial<SeriesWhyContext> = {}): SeriesWhyContext => ({
  expr,
  sent: expr.replaceAll("$__rate_interval", "1m"),
  range: { startMs: NOW - HOUR, endMs: NOW },
  lengthMs: HOUR,
  nowMs: NOW,
  headerNames: [],
  farMs: 365 * DAY,
  timeText: (timeMs) => new Date(timeMs).toISOString().slice(0, 10),
  ...change,
});
const ask = (expr: string, change?: Partial<SeriesWhyContext>, from = held) =>
  whyNoSeries(context(expr, change), aSource(from).client);

describe("L4 a query without series is mended in one click", () => {
  it.each([
    ["sum(rate(htpp_requests_total[5m])) # why", "sum(rate(http_requests_total[5m])) # why"],
    [
      "htpp_requests_total / htpp_requests_total offset 1h",
      "http_requests_total / http_requests_total offset 1h",
    ],
    ["http_requests", "http_requests_total"],
    [
      'rate( htpp_requests_total { code = "503" } [$__rate_interval])',
      'rate( http_requests_total { code = "503" } [$__rate_interval])',
    ],
    ['up{jbo="api"}', 'up{job="api"}'],
    ['up{\n  clutser="ord1", # where\n  job="api"\n}', 'up{\n  cluster="ord1", # where\n  job="api"\n}'],
    ['up{cluster="odr1"}', 'up{cluster="ord1"}'],
    ['up{job="api", cluster="odr1"} # x', 'up{job="api", cluster="ord1"} # x'],
    ['up{cluster=~"odr1|als1"}', 'up{cluster=~"ord1|las1"}'],
    ['{job="aip"}', '{job="api"}'],
    [
      'sum by (code) (http_requests_total{code="504"}) / sum(up)',
      'sum by (code) (http_requests_total{code="503"}) / sum(up)',
    ],
    ['up{jbo="api"} + up{jbo="api"}', 'up{job="api"} + up{job="api"}'],
    ['up{jbo="api", clutser="ord1"}', 'up{job="api", clutser="ord1"}'],
    ['up{job="api", cluster="las1"}', 'up{cluster="las1"}'],
    ['up{job="api", cluster!="ord1"}', 'up{cluster!="ord1"}'],
    ['up{job="nothing_like_it"}', "up{}"],
    ["up == 2", "up"],
    ["sum(rate(up[5s])) # x", "sum(rate(up[$__rate_interval])) # x"],
    ["up and on (job) young", "up"],
  ])("L4 %s becomes %s", async (expr, mended) => {
    expect((await ask(expr))?.fix?.expr).toBe(mended);
  });

  it.each([
    ['up{jbo="api"}', 'up has no label "jbo". Did you mean job?'],
    ['up{cluster="odr1"}', 'up has no cluster "odr1". Did you mean "ord1"?'],
    ['up{zone="x"}', 'up has no label "zone". There is cluster, job.'],
    [
      'up{job="api", cluster="odr1"}',
      'What fits the rest of the selector has no cluster "odr1". Did you mean "ord1"?',
    ],
    [
      'up{job="api", cluster="las1"}',
      'No series has all of these labels; without job="api" or cluster="las1" there are some.',
    ],
    ["htpp_requests_total", "There is no metric htpp_requests_total. Did you mean http_requests_total?"],
    ["wholly_unknown", "There is no metric wholly_unknown, and no name is near it."],
    ['{__name__=~"unknown.*"}', "No metric has a name that this selector fits."],
    ["up", "Such series are known around this range, but have no sample that counts in it."],
    [
      "rate(up[5s])",
      "There are series, but rate() needs two samples in each window: [5s] may be shorter than two scrapes.",
    ],
    ["absent(up)", "absent() has no series as long as there is one that fits its selector."],
  ])("L4 says of %s: %s", async (expr, text) => {
    expect((await ask(expr))?.text).toBe(text);
  });

  it("L4 offers to drop either of two labels that never stand together", async () => {
    const why = await ask('up{job="api", cluster="las1"}');
    expect([why?.fix?.label, ...(why?.others ?? []).map(({ label }) => label)]).toEqual([
      "Drop job",
      "Drop cluster",
    ]);
  });

  it("L4 looks at the selector that has no series, not at one that has", async () => {
    const why = await ask('up / on (job) http_requests_total{code="504"}');
    expect(why?.fix?.label).toBe('Use "503"');
  });

  it("L4 has nothing to say of a query without selectors", async () => {
    const { client, asked } = aSource(held);
    expect(await whyNoSeries(context("vector(1) > 2"), client)).toMatchObject({ fix: { expr: "vector(1)" } });
    expect(await whyNoSeries(context("vector(1)"), client)).toBeNull();
    expect(asked).toEqual([]);
  });

  it("L4 asks a bounded number of questions whatever the query", async () => {
    const labels = Array.from({ length: 30 }, (_, index) => `l${index}="x"`).join(",");
    const { client, asked } = aSource(held);
    await whyNoSeries(context(`up{${labels}} + a + b + c + d + e`), client);
    expect(asked.length).toBeLessThanOrEqual(40);
  });
});

describe("F40 the range or the tenant is to blame", () => {
  const longAgo = { startMs: Date.UTC(2025, 6, 1), endMs: Date.UTC(2025, 6, 1, 1) };

  it("F40 a range before the source's oldest data leads to it", async () => {
    const why = await ask("up", { range: longAgo });
    expect(why?.text).toMatch(
      /^The range lies before the source's oldest data, which is of about 2026-01-\d\d\.$/,
    );
    expect(why?.fix?.label).toBe("Go to the oldest data");
    expect(why?.fix?.range?.startMs).toBeLessThanOrEqual(NOW - 10 * DAY);
    expect(why?.fix?.range?.endMs).toBeGreaterThan(NOW - 10 * DAY);
  });

  it("F40 a range after the source's newest data leads back", async () => {
    const why = await ask("up", { range: { startMs: NOW + DAY, endMs: NOW + DAY + HOUR } });
    expect(why?.text).toContain("after the source's newest data");
    expect(why?.fix?.range?.startMs).toBeLessThan(NOW);
  });

  it("F40 series that ended lead back to their last samples, whatever their labels", async () => {
    const why = await ask('rate(gone_total{job="old"}[5m])');
    expect(why?.text).toMatch(/^These series ended at about 2026-01-1[45], before this range\.$/);
    expect(why?.fix?.label).toBe("Go to the newest samples");
    expect(why?.fix?.range?.startMs).toBeLessThan(NOW - 5 * DAY);
    expect(why?.fix?.range?.endMs).toBeGreaterThanOrEqual(NOW - 5 * DAY);
  });

  it("F40 an offset that reaches too far back is counted", async () => {
    const why = await ask("young offset 1d");
    expect(why?.text).toContain("begin only at about");
    // Two hours and a day after the samples begin.
    expect(why?.fix?.range?.endMs).toBeGreaterThan(NOW + DAY - 2 * HOUR);
  });

  it("F40 what is pinned by @ is not mended by another range", async () => {
    const why = await ask(`gone_total @ ${NOW / 1000}`);
    expect(why?.text).toContain("ended at about");
    expect(why?.fix).toBeUndefined();
  });

  it("F40 a source that shows nothing may be asked for the wrong tenant", async () => {
    expect((await ask("up", {}, []))?.text).toContain("sends no header such as X-Scope-OrgID");
    const asTenant = await ask("up", { headerNames: ["X-Team", "X-Scope-OrgID"] }, []);
    expect(asTenant?.text).toContain("wrong tenant: look at the X-Scope-OrgID header");
    expect(asTenant?.fix).toBeUndefined();
  });

  it("F40 a metric that is not there may be another tenant's", async () => {
    const why = await ask("wholly_unknown", { headerNames: ["X-Scope-OrgID"] });
    expect(why?.text).toContain("another tenant than the X-Scope-OrgID header names");
  });
});
