import { nanos, type PushedLine, type PushedStream } from "./logStream.ts";

/** Texts that break careless readers: UTF-8 of every width, what looks invalid, controls, markup, very long lines. */
const ODD_TEXTS: readonly string[] = [
  "Grüße aus Zürich – 日本語のログ – Привет – مرحبا بالعالم",
  "emoji 👩‍👩‍👧‍👦 family, flag 🇳🇴, combining é, wide 𝄞",
  "replacement \ufffd\ufffd where bytes were lost; BOM \ufeff inside",
  'escapes as text: \\u0000 \\ud800 \\x1b[31m "quoted" and \\ back',
  '{"level":"info","msg":"lone surrogate as text \\ud83d","nul":"\\u0000","n":12345678901234567890.1234567890}',
  "controls: bell\u0007 nul\u0000 tab\t carriage\rreturn vertical\u000b",
  "bidi \u202eevil\u202c override and zero\u200bwidth",
  "first line\nsecond line\n\tindented third, as a stack trace has",
  "<script>alert(1)</script> <img src=x onerror=alert(1)> &amp; {{7*7}}",
  "\u001b]8;;https://example.org\u0007a link of a terminal\u001b]8;;\u0007 \u001b[2J\u001b[10;10Hmoved",
  " ",
  'level=warn msg="half a quote and key= =value ===',
];

/** Lines of 100 KB: one JSON document, one text without a space, one with many. */
function longLine(index: number): string {
  const about = 100 * 1024;
  if (index % 3 === 0)
    return JSON.stringify({ level: "info", msg: "a large document", blob: "x".repeat(about) });
  if (index % 3 === 1) return `start-${"0123456789abcdef".repeat(about / 16)}-end`;
  return `word ${"lorem ipsum ".repeat(Math.floor(about / 12))}end`;
}

export function oddStreams(endMs: number): PushedStream[] {
  const own = { cluster: "ord1", namespace: "odd" };
  const odd = ODD_TEXTS.map((text, index): PushedLine => [nanos(endMs - (40 - index) * 60_000), text]);
  const long = Array.from({ length: 6 }, (_value, index): PushedLine => [
    nanos(endMs - (30 - index) * 60_000),
    longLine(index),
  ]);
  // The same nanosecond in three streams, and twice the same text in one: Loki keeps one of these.
  const equal = ["a", "b", "c"].map((pod): PushedStream => {
    const ns = nanos(endMs - 600_000, 123_456);
    return {
      stream: { ...own, app: "equal", pod: `equal-${pod}` },
      values: [
        [ns, `first of ${pod}`],
        [ns, `second of ${pod}`],
        [ns, `second of ${pod}`],
      ],
    };
  });
  return [
    { stream: { ...own, app: "polyglot" }, values: odd },
    { stream: { ...own, app: "long" }, values: long },
    ...equal,
  ];
}
