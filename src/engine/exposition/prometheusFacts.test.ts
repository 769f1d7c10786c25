import { expect, it } from "vitest";
import { finish } from "../work/Work.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";
import type { ExpositionPage } from "./ExpositionPage.ts";
import { ExpositionError } from "./ExpositionError.ts";
import { parsePage } from "./parsePage.ts";

// Every page of both tables was served to Prometheus 3.15.0, which took or refused it just so.

const TAKEN: readonly (readonly [format: ExpositionFormat, page: string, samples: readonly string[]])[] = [
  ["text", "a 1\n", ['__name__="a" 1']],
  ["text", "a 1", ['__name__="a" 1']],
  ["text", "a\t1\n", ['__name__="a" 1']],
  ["text", "a  1  \n", ['__name__="a" 1']],
  ["text", "a{} 1\n", ['__name__="a" 1']],
  ["text", 'a {b="c"} 1\n', ['__name__="a" b="c" 1']],
  ["text", 'a{b="c" d="e"} 1\n', ['__name__="a" b="c" d="e" 1']],
  ["text", 'a{b="c",} 1\n', ['__name__="a" b="c" 1']],
  ["text", 'a{ b = "c" , d = "e" } 1\n', ['__name__="a" b="c" d="e" 1']],
  ["text", "a-1\n", ['__name__="a" -1']],
  ["text", 'a{b="c"}1\n', ['__name__="a" b="c" 1']],
  ["text", "a 1 1700000000000\n", ['__name__="a" 1 @1700000000000']],
  ["text", "a 1e-400\n", ['__name__="a" 0']],
  ["text", "a +Inf\n", ['__name__="a" Infinity']],
  ["text", "a -inf\n", ['__name__="a" -Infinity']],
  ["text", "a INFINITY\n", ['__name__="a" Infinity']],
  ["text", "a nan\n", ['__name__="a" NaN']],
  ["text", "a .5\n", ['__name__="a" 0.5']],
  ["text", "a 5.\n", ['__name__="a" 5']],
  ["text", "a 1e5\n", ['__name__="a" 100000']],
  ["text", "a 1E+5\n", ['__name__="a" 100000']],
  ["text", "a +1\n", ['__name__="a" 1']],
  ["text", 'a{b="\\n\\\\\\"\\x"} 1\n', ['__name__="a" b="\\n\\\\\\"\\\\x" 1']],
  ["text", 'a{b="x\ny"} 1\n', ['__name__="a" b="x\\ny" 1']],
  ["text", '{"my.metric","label.name"="v"} 1\n', ['__name__="my.metric" label.name="v" 1']],
  ["text", '{"my.metric"} 1\n', ['__name__="my.metric" 1']],
  ["text", '{"label.name"="v","my.metric"} 1\n', ['__name__="my.metric" label.name="v" 1']],
  ["text", 'a{b=""} 1\n', ['__name__="a" 1']],
  ["text", "a:b 1\n", ['__name__="a:b" 1']],
  ["text", '{"é\\"x"} 1\n', ['__name__="é\\"x" 1']],
  ["text", "a 1\na 2\n", ['__name__="a" 1', '__name__="a" 2']],
  ["text", "a 1\na 1\n", ['__name__="a" 1', '__name__="a" 1']],
  [
    "text",
    "a 1 1700000000000\na 2 1700000000000\n",
    ['__name__="a" 1 @1700000000000', '__name__="a" 2 @1700000000000'],
  ],
  [
    "text",
    "a 2 1700000000000\na 1 1699999990000\n",
    ['__name__="a" 2 @1700000000000', '__name__="a" 1 @1699999990000'],
  ],
  [
    "text",
    'a{b="c",d="e"} 1\na{d="e",b="c"} 2\n',
    ['__name__="a" b="c" d="e" 1', '__name__="a" b="c" d="e" 2'],
  ],
  ["text", "a 1 1000\n", ['__name__="a" 1 @1000']],
  ["text", "a 1 1700086400000\n", ['__name__="a" 1 @1700086400000']],
  ["text", '# HELP a text \\\\ \\n \\" end\na 1\n', ['__name__="a" 1']],
  ["text", "# HELP a\na 1\n", ['__name__="a" 1']],
  ["text", "# HELP a   \na 1\n", ['__name__="a" 1']],
  ["text", "# HELP a  two spaces\na 1\n", ['__name__="a" 1']],
  ["text", "# HELP\na 1\n", ['__name__="a" 1']],
  ["text", "# TYPE a untyped\na 1\n", ['__name__="a" 1']],
  ["text", "# TYPE a counter\n# TYPE a gauge\na 1\n", ['__name__="a" 1']],
  ["text", "#TYPE a bad\na 1\n", ['__name__="a" 1']],
  ["text", "# UNIT a_s s\na_s 1\n", ['__name__="a_s" 1']],
  ["text", "# EOF\na 1\n", ['__name__="a" 1']],
  ["text", "# comment\na 1\n", ['__name__="a" 1']],
  ["text", "\n\n  \na 1\n", ['__name__="a" 1']],
  ["text", '# TYPE "a.b" counter\n{"a.b"} 1\n', ['__name__="a.b" 1']],
  [
    "text",
    '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="0.5"} 1\nh_bucket{le="1000000"} 1\nh_bucket{le="100000"} 1\nh_bucket{le="+Inf"} 2\nh_bucket{le="1e-5"} 2\nh_bucket{le="0.0001"} 2\nh_bucket{le="x"} 2\nh_sum 3\nh_count 2\n',
    [
      '__name__="h_bucket" le="1.0" 1',
      '__name__="h_bucket" le="0.5" 1',
      '__name__="h_bucket" le="1e+06" 1',
      '__name__="h_bucket" le="100000.0" 1',
      '__name__="h_bucket" le="+Inf" 2',
      '__name__="h_bucket" le="1e-05" 2',
      '__name__="h_bucket" le="0.0001" 2',
      '__name__="h_bucket" le="x" 2',
      '__name__="h_sum" 3',
      '__name__="h_count" 2',
    ],
  ],
  [
    "text",
    '# TYPE s summary\ns{quantile="1"} 1\ns{le="1"} 1\ns_created 1\n',
    ['__name__="s" quantile="1.0" 1', '__name__="s" le="1" 1', '__name__="s_created" 1'],
  ],
  ["text", '# TYPE h histogram\nother{le="2"} 2\n', ['__name__="other" le="2.0" 2']],
  ["text", 'h_bucket{le="1"} 1\n# TYPE h histogram\n', ['__name__="h_bucket" le="1" 1']],
  ["text", "", []],
  ["text", "\n", []],
  ["openmetrics", "a 1\n# EOF\n", ['__name__="a" 1']],
  ["openmetrics", "a 1\n# EOF", ['__name__="a" 1']],
  ["openmetrics", "a{} 1\n# EOF\n", ['__name__="a" 1']],
  ["openmetrics", 'a{b="c",} 1\n# EOF\n', ['__name__="a" b="c" 1']],
  ["openmetrics", "a 1 1700000000.5\n# EOF\n", ['__name__="a" 1 @1700000000500']],
  ["openmetrics", "a 1 1700000000.0019\n# EOF\n", ['__name__="a" 1 @1700000000001']],
  ["openmetrics", "a 1 -5\n# EOF\n", ['__name__="a" 1 @-5000']],
  ["openmetrics", "a 1 1.7e9\n# EOF\n", ['__name__="a" 1 @1700000000000']],
  [
    "openmetrics",
    '# TYPE a counter\n# UNIT a_seconds seconds\n# HELP a_seconds h\\"x\n# TYPE a_seconds counter\na_seconds_total 1\na_seconds_created 5\n# EOF\n',
    ['__name__="a_seconds_total" 1', '__name__="a_seconds_created" 5'],
  ],
  ["openmetrics", "# UNIT a_seconds \n# EOF\n", []],
  ["openmetrics", "# HELP a \n# EOF\n", []],
  ["openmetrics", "# TYPE a unknown\na 1\n# EOF\n", ['__name__="a" 1']],
  ["openmetrics", '# TYPE a info\na_info{x="y"} 1\n# EOF\n', ['__name__="a_info" x="y" 1']],
  ["openmetrics", "# TYPE a counter\na 1\n# EOF\n", ['__name__="a" 1']],
  ["openmetrics", 'a 1 # {x="y"} 2\n# EOF\n', ['__name__="a" 1']],
  ["openmetrics", "a 1 # {} 2\n# EOF\n", ['__name__="a" 1']],
  ["openmetrics", 'a 1 # {x="y"} 2 3\n# EOF\n', ['__name__="a" 1']],
  ["openmetrics", 'a 1 # {"x.y"="z"} 2\n# EOF\n', ['__name__="a" 1']],
  ["openmetrics", 'a 1 # {x="y} z"} 2\n# EOF\n', ['__name__="a" 1']],
  ["openmetrics", 'a 1 1700000000 # {x="y"} 2 1700000000.25\n# EOF\n', ['__name__="a" 1 @1700000000000']],
  ["openmetrics", 'a 1 # {x=""} 2\n# EOF\n', ['__name__="a" 1']],
  ["openmetrics", 'a 1 # {x="1",x="2"} 2\n# EOF\n', ['__name__="a" 1']],
  ["openmetrics", 'a 1 # {x="1",} 2\n# EOF\n', ['__name__="a" 1']],
  ["openmetrics", "# EOF\n", []],
  [
    "openmetrics",
    '# TYPE h histogram\nh_bucket{le="1"} 1 # {trace="x"} 0.5\nh_count 1\n# EOF\n',
    ['__name__="h_bucket" le="1.0" 1', '__name__="h_count" 1'],
  ],
  ["openmetrics", '{"my.metric","l"="v"} 1\n# EOF\n', ['__name__="my.metric" l="v" 1']],
  ["openmetrics", "a 1\na 2\n# EOF\n", ['__name__="a" 1', '__name__="a" 2']],
  ["openmetrics", 'a{b="\\q"} 1\n# EOF\n', ['__name__="a" b="\\\\q" 1']],
  ["openmetrics", 'a{"b c"="d"} 1\n# EOF\n', ['__name__="a" b c="d" 1']],
  ["openmetrics", '# HELP "a.b" x\n# TYPE "a.b" gauge\n{"a.b"} 1\n# EOF\n', ['__name__="a.b" 1']],
];

const REFUSED: readonly (readonly [format: ExpositionFormat, page: string])[] = [
  ["text", "a 1\r\n"],
  ["text", "# TYPE a counter\r\na 1\n"],
  ["text", "a{,} 1\n"],
  ["text", 'a{b="c",,} 1\n'],
  ["text", "a 1 -5\n"],
  ["text", "a 1 1.5\n"],
  ["text", "a 1 12 13\n"],
  ["text", "a 0x10\n"],
  ["text", "a 0x1p4\n"],
  ["text", "a 1_000\n"],
  ["text", "a 1e400\n"],
  ["text", "a +nan\n"],
  ["text", "a .\n"],
  ["text", "a --1\n"],
  ["text", 'a{b="x} 1\n'],
  ["text", 'a{b="x\\"} 1\n'],
  ["text", '{b="c"} 1\n'],
  ["text", '{"",b="c"} 1\n'],
  ["text", 'a{"b"} 1\n'],
  ["text", '{"a","b"} 1\n'],
  ["text", 'a{b="1",b="2"} 1\n'],
  ["text", 'a{__name__="x"} 1\n'],
  ["text", '{__name__="x"} 1\n'],
  ["text", 'a{""="x"} 1\n'],
  ["text", 'a{b:c="x"} 1\n'],
  ["text", "1a 1\n"],
  ["text", "é 1\n"],
  ["text", "# HELP \na 1\n"],
  ["text", "# TYPE a\na 1\n"],
  ["text", "# TYPE a counter \na 1\n"],
  ["text", "# TYPE a  counter\na 1\n"],
  ["text", "# TYPE a unknown\na 1\n"],
  ["text", "# TYPE a info\na 1\n"],
  ["text", "  # TYPE a bad\na 1\n"],
  ["text", 'a 1 # {t="x"} 1\n'],
  ["text", "a"],
  ["text", "a \n"],
  ["text", 'a{b="c"}\n'],
  ["text", "a 1\nb{ 1\nc 2\n"],
  ["text", "﻿a 1\n"],
  ["openmetrics", "a 1\n"],
  ["openmetrics", "a 1"],
  ["openmetrics", "a 1\n# EOF\n\n"],
  ["openmetrics", "a 1\n# EOF\na 2\n"],
  ["openmetrics", "a 1\r\n# EOF\n"],
  ["openmetrics", "a  1\n# EOF\n"],
  ["openmetrics", "a 1 \n# EOF\n"],
  ["openmetrics", "\n# EOF\n"],
  ["openmetrics", "# comment\n# EOF\n"],
  ["openmetrics", 'a{b="c", d="e"} 1\n# EOF\n'],
  ["openmetrics", 'a {b="c"} 1\n# EOF\n'],
  ["openmetrics", 'a{b="x\ny"} 1\n# EOF\n'],
  ["openmetrics", " a 1\n# EOF\n"],
  ["openmetrics", "a\t1\n# EOF\n"],
  ["openmetrics", 'a{b="c"}1\n# EOF\n'],
  ["openmetrics", "a 1 NaN\n# EOF\n"],
  ["openmetrics", "a 1 +Inf\n# EOF\n"],
  ["openmetrics", "a 1 1700000000 5\n# EOF\n"],
  ["openmetrics", "# UNIT a seconds\n# EOF\n"],
  ["openmetrics", "# UNIT seconds seconds\n# EOF\n"],
  ["openmetrics", "# HELP a\n# EOF\n"],
  ["openmetrics", "# TYPE a untyped\n# EOF\n"],
  ["openmetrics", 'a 1 # {x="y"}\n# EOF\n'],
  ["openmetrics", 'a 1 # {x="y"} 2 3 4\n# EOF\n'],
  ["openmetrics", 'a 1 # {"x"} 2\n# EOF\n'],
  ["openmetrics", 'a 1 #{x="y"} 2\n# EOF\n'],
  ["openmetrics", "# EOFx\n"],
  ["openmetrics", "#  EOF\n"],
  ["openmetrics", "# TYPE  a counter\n# EOF\n"],
  ["openmetrics", "# TYPE a counter \n# EOF\n"],
  ["openmetrics", 'a{b="c"d="e"} 1\n# EOF\n'],
  ["openmetrics", "{} 1\n# EOF\n"],
];

const parse = (format: ExpositionFormat, page: string): ExpositionPage =>
  finish(parsePage([new TextEncoder().encode(page)], { format }));

const sampleText = (page: ExpositionPage, i: number): string => {
  const labels = page.series[page.seriesOf[i] ?? -1]?.entries() ?? [];
  const text = Array.from(labels, ([name, value]) => `${name}=${JSON.stringify(value)}`).join(" ");
  const timeMs = page.timesMs[i] ?? NaN;
  return `${text} ${page.values[i]}${Number.isNaN(timeMs) ? "" : ` @${timeMs}`}`;
};

it.each(TAKEN)("reads %s %j as Prometheus does", (format, page, samples) => {
  const parsed = parse(format, page);
  expect(Array.from(parsed.seriesOf, (_, i) => sampleText(parsed, i))).toEqual(samples);
});

it.each(REFUSED)("refuses %s %j as Prometheus does", (format, page) => {
  expect(() => parse(format, page)).toThrow(ExpositionError);
});

it("differs from Prometheus in a blank before a name, which there is part of the name", () => {
  const page = parse("text", " \ta 1\n");
  expect(page.series[0]?.metricName).toBe("a");
});

it("differs from Prometheus in an escape within an exemplar, which there is left as it is", () => {
  const page = parse("openmetrics", 'a 1 # {x="\\"\\n"} 2\n# EOF\n');
  expect(page.exemplars[0]?.labels.get("x")).toBe('"\n');
});

it("differs from Prometheus in a zero byte, which ends the page there unseen", () => {
  expect(() => parse("text", "a 1\n\0b 1\n")).toThrow(
    new ExpositionError(2, 'expected a metric name, got "\\u{0}b 1"'),
  );
});
