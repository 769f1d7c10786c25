import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Labels } from "../labels/Labels.ts";
import { finish } from "../work/Work.ts";
import { ExpositionError } from "./ExpositionError.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";
import type { ExpositionPage } from "./ExpositionPage.ts";
import { parsePage } from "./parsePage.ts";
import { SeriesTexts } from "./SeriesTexts.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const parse = (text: string, format: ExpositionFormat = "openmetrics"): ExpositionPage =>
  finish(parsePage([encode(text)], { format }));

function errorOf(bytes: Uint8Array | string, format: ExpositionFormat): string {
  try {
    finish(parsePage([typeof bytes === "string" ? encode(bytes) : bytes], { format }));
  } catch (error) {
    if (error instanceof ExpositionError) return error.message;
    throw error;
  }
  return "no error";
}

/** `labels value [@time] [# exemplar]` of each sample. */
function shown(page: ExpositionPage): string[] {
  return Array.from(page.seriesOf, (place, i) => {
    const timeMs = page.timesMs[i] ?? NaN;
    const exemplar = page.exemplars.find(({ sample }) => sample === i);
    return [
      JSON.stringify(page.series[place]?.toRecord()),
      page.values[i],
      ...(Number.isNaN(timeMs) ? [] : [`@${timeMs}`]),
      ...(exemplar
        ? [`# ${JSON.stringify(exemplar.labels.toRecord())} ${exemplar.value} @${exemplar.timeMs}`]
        : []),
    ].join(" ");
  });
}

describe("parsePage", () => {
  it("reads a page of OpenMetrics with all that belongs to it", () => {
    const page = parse(
      [
        "# TYPE http_seconds histogram",
        "# UNIT http_seconds seconds",
        '# HELP http_seconds Time\\nof \\"it\\"',
        'http_seconds_bucket{le="0.5"} 3 # {trace_id="a b",span="} #"} 0.25 1700000000.5',
        'http_seconds_bucket{le="+Inf"} 4 1700000001.25 # {} 7',
        "http_seconds_created 1.7e9",
        "# TYPE jobs counter",
        "jobs_total 5",
        '{"my.metric","a.b"="c\\\\d"} -Inf',
        "# EOF\n",
      ].join("\n"),
    );
    expect(shown(page)).toEqual([
      '{"__name__":"http_seconds_bucket","le":"0.5"} 3 # {"span":"} #","trace_id":"a b"} 0.25 @1700000000500',
      '{"__name__":"http_seconds_bucket","le":"+Inf"} 4 @1700000001250 # {} 7 @undefined',
      '{"__name__":"http_seconds_created"} 1700000000',
      '{"__name__":"jobs_total"} 5',
      '{"__name__":"my.metric","a.b":"c\\\\d"} -Infinity',
    ]);
    expect([...page.metadata]).toEqual([
      ["http_seconds", { type: "histogram", help: 'Time\nof "it"', unit: "seconds" }],
      ["jobs", { type: "counter", help: "", unit: "" }],
    ]);
  });

  it("F45 wants # EOF at the end of OpenMetrics, and nothing behind it", () => {
    expect(errorOf("a 1\n", "openmetrics")).toBe("line 2: data does not end with # EOF");
    expect(errorOf("", "openmetrics")).toBe("line 1: data does not end with # EOF");
    expect(errorOf("a 1\n# EOF\na 2\n", "openmetrics")).toBe("line 3: unexpected data after # EOF");
    expect(errorOf("a 1\n# EOF", "openmetrics")).toBe("no error");
  });

  it("F45 keeps unknown escapes as they are, as Prometheus, and names the line of a quote without end", () => {
    expect(shown(parse('a{b="\\q\\n\\\\n\\""} 1\n# EOF\n'))).toEqual([
      '{"__name__":"a","b":"\\\\q\\n\\\\n\\""} 1',
    ]);
    expect(errorOf('a 1\na{b="x\\"} 1\n# EOF\n', "openmetrics")).toBe(
      'line 2: labels without end: "a{b=\\"x\\\\\\"} 1"',
    );
    expect(errorOf('a 1\nb 2\na{b="x} 1\nc 2\n', "text")).toBe('line 3: labels without end: "a{b=\\"x} 1"');
  });

  it("F45 takes the last of two types of one family, as Prometheus", () => {
    expect(parse("# TYPE a counter\n# TYPE a gauge\na 1\n# EOF\n").metadata.get("a")?.type).toBe("gauge");
  });

  it("F45 says what CRLF does to a line", () => {
    const hint = " (the line ends in CR LF; the format wants LF alone)";
    expect(errorOf("# HELP a x\r\n# TYPE a counter\r\na 1\r\n", "text")).toBe(
      `line 2: invalid metric type "counter\\r"${hint}`,
    );
    expect(errorOf("a 1\r\n# EOF\r\n", "openmetrics")).toBe(`line 1: "1\\r" is not a number${hint}`);
  });

  it("F45 reads 1,000,000 lines in slices of a few milliseconds of work", () => {
    const line = (i: number): string =>
      `http_requests_total{job="api",instance="host-${i % 2_000}"} ${i * 1.5}`;
    const bytes = encode(`${Array.from({ length: 1_000_000 }, (_, i) => line(i)).join("\n")}\n`);
    const reading = parsePage([bytes], { format: "text" });
    const slices: number[] = [];
    for (;;) {
      const started = process.cpuUsage();
      const step = reading.next();
      const { user } = process.cpuUsage(started);
      slices.push(user / 1_000);
      if (step.done !== true) continue;
      expect(step.value.values).toHaveLength(1_000_000);
      break;
    }
    const slow = slices.toSorted((a, b) => a - b)[Math.floor(slices.length * 0.99)];
    expect(slow).toBeLessThan(20);
    expect(slices.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(10_000);
  }, 60_000);

  it("names the line of bytes that are no UTF-8, also where a character is cut by a slice", () => {
    const bytes = Uint8Array.from([
      ...encode('é 1\na{b="é"} 1\nb{b="'),
      0xc3,
      0x28,
      ...encode('"} 1\nc 1\n'),
    ]);
    for (let cut = 0; cut < bytes.length; cut++) {
      let message = "";
      try {
        finish(parsePage([encode("# "), bytes.subarray(0, cut), bytes.subarray(cut)], { format: "text" }));
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain("line 3: bytes that are not UTF-8");
    }
  });

  it("refuses a line without end, a quoted text without end, and more than fits into its memory", () => {
    expect(errorOf(`a{b="${"x".repeat(1_100_000)}`, "text")).toContain(
      "line 1: line of more than 1048576 bytes",
    );
    expect(errorOf(`a{b="${'\\"\n'.repeat(2_000)}`, "text")).toContain("line 1: labels without end");
    const longTexts = `a{b="${`${"x".repeat(400_000)}\n`.repeat(4)}`;
    expect(errorOf(longTexts, "text")).toContain("line 1: labels without end");
    const series = Array.from({ length: 5_000 }, (_, i) => `a{b="${i}"} 1\n`).join("");
    const families = Array.from({ length: 5_000 }, (_, i) => `# TYPE a${i} gauge\n`).join("");
    const exemplars = `# TYPE a counter\n${"a_total 1 # {} 1\n".repeat(5_000)}# EOF\n`;
    for (const [text, format] of [
      [series, "text"],
      [families, "text"],
      [exemplars, "openmetrics"],
    ] as const) {
      const read = (memoryBytes: number) => finish(parsePage([encode(text)], { format, memoryBytes }));
      expect(() => read(1024 ** 2)).toThrow("more samples and series than fit into 1 MiB of memory");
      expect(() => read(32 * 1024 ** 2)).not.toThrow();
    }
  });

  it("forgets the series of pages that break their format", () => {
    let made = 0;
    const texts = new SeriesTexts((labels) => {
      made += 1;
      return labels;
    });
    const page = (build: number): string =>
      Array.from({ length: 600 }, (_, i) => `a{build="${build}",i="${i}"} 1\n`).join("");
    for (let build = 0; build < 5; build++)
      expect(() => finish(parsePage([encode(`${page(build)}!\n`)], { format: "text", texts }))).toThrow(
        "line 601",
      );
    finish(parsePage([encode(page(0))], { format: "text", texts }));
    expect(made).toBe(6 * 600);
  });

  it("quotes no more than a bit of the page, and nothing invisible", () => {
    expect(errorOf(`a \u202e${"1".repeat(100)}\n`, "text")).toBe(
      `line 1: "\\u{202e}${"1".repeat(59)}…" is not a number`,
    );
  });

  it("gives the same labels, and the same objects, for a page that is read again", () => {
    const texts = new SeriesTexts((labels) => labels.with("job", "j"));
    const read = (text: string): ExpositionPage =>
      finish(parsePage([encode(text)], { format: "text", texts }));
    const first = read('a{x="1"} 1\nb 2\na{x="1"} 3\n');
    const second = read('b 2\na{x="1"} 1\n');
    expect(first.series.map((labels) => labels.toRecord())).toEqual([
      { __name__: "a", job: "j", x: "1" },
      { __name__: "b", job: "j" },
    ]);
    expect([...first.seriesOf]).toEqual([0, 1, 0]);
    expect(second.series[0]).toBe(first.series[1]);
    expect(second.series[1]).toBe(first.series[0]);
  });
});

const text = fc.string({ unit: fc.constantFrom("a", "\\", '"', "\n", "}", "é", "😀", ",", "=", " ", "#") });
const sample = fc.record({
  name: fc.constantFrom("up", "a:b_c", "_"),
  labels: fc.dictionary(fc.constantFrom("a", "b_c", "le"), text, { noNullPrototype: true }),
  value: fc.double(),
  timeMs: fc.option(fc.integer({ min: -1e12, max: 1e12 })),
});
const escaped = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
const goFloat = (value: number): string =>
  Object.is(value, -0) ? "-0" : String(value).replace("Infinity", "Inf");

function written({
  name,
  labels,
  value,
  timeMs,
}: typeof sample extends fc.Arbitrary<infer T> ? T : never): string {
  const inBraces = Object.entries(labels).map(([label, of]) => `${label}="${escaped(of)}"`);
  return `${name}{${inBraces.join(",")}} ${goFloat(value)}${timeMs === null ? "" : ` ${timeMs}`}`;
}

it("reads back what was written, however it is cut into chunks", () => {
  fc.assert(
    fc.property(fc.array(sample), fc.integer({ min: 1, max: 40 }), (samples, size) => {
      const whole = samples.filter(({ timeMs }) => timeMs === null || timeMs >= 0);
      const bytes = encode(whole.map((one) => `${written(one)}\n`).join(""));
      const chunks: Uint8Array[] = [];
      for (let from = 0; from < bytes.length; from += size) chunks.push(bytes.subarray(from, from + size));
      const page = finish(parsePage(chunks, { format: "text" }));
      expect(Array.from(page.seriesOf, (place) => page.series[place]?.key)).toEqual(
        whole.map(({ name, labels }) => Labels.from({ ...labels, __name__: name }).key),
      );
      expect([...page.values]).toEqual(whole.map(({ value }) => value));
      expect([...page.timesMs]).toEqual(whole.map(({ timeMs }) => timeMs ?? NaN));
    }),
    { numRuns: 300 },
  );
});

it("throws nothing but its own error on pages that were tampered with", () => {
  const page =
    '# HELP a b\n# TYPE a histogram\na_bucket{le="1",x="y\\n"} 1 2 # {t="x"} 1 2\n{"a.b","c d"="e"} NaN\n# EOF\n';
  const change = fc.record({
    at: fc.nat(page.length),
    cut: fc.nat(4),
    put: fc.string({
      unit: fc.constantFrom('"', "\\", "{", "}", "=", ",", " ", "\n", "\r", "\0", "#", "1", "é"),
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 4 }),
      fc.constantFrom("openmetrics" as const, "text" as const),
      (changes, format) => {
        let tampered = page;
        for (const { at, cut, put } of changes)
          tampered = tampered.slice(0, at) + put + tampered.slice(at + cut);
        expect(errorOf(tampered, format)).toMatch(/^(no error|line \d+: .{1,300})$/s);
      },
    ),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom("openmetrics" as const, "text" as const),
      (bytes, format) => {
        expect(errorOf(bytes, format)).toMatch(/^(no error|line \d+: .{1,300})$/s);
      },
    ),
    { numRuns: 500 },
  );
});
