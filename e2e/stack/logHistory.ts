import { auditStreams } from "./auditLines.ts";
import { nanos, noise, pickAt, type PushedLine, type PushedStream } from "./logStream.ts";
import { oddStreams } from "./oddLines.ts";

/**
 * What the real Loki of the tests holds: six hours of a small cluster whose applications write JSON, logfmt and plain
 * text, odd lines, audit events, and a stream made for paging. Deterministic for its end.
 */

const HOURS = 6;
const EVERY_MS = 15_000;

interface App {
  readonly namespace: string;
  readonly app: string;
  readonly pods: number;
  readonly write: (index: number, pod: number, timeMs: number) => { line: string; trace?: string };
}

/** Errors come in a burst an hour before the end, as the metrics' incident does (history.ts). */
function levelAt(index: number, pod: number, minutesAgo: number): "debug" | "info" | "warn" | "error" {
  const share = noise(index, pod + 7);
  if (minutesAgo > 45 && minutesAgo < 60) return share > 0.5 ? "error" : "warn";
  if (share > 0.985) return "error";
  if (share > 0.95) return "warn";
  return share < 0.2 ? "debug" : "info";
}

const PATHS = ["/", "/cart", "/checkout", "/api/items?page=2", "/api/orders/1871"] as const;
const trace = (index: number, pod: number) =>
  Math.floor(noise(index, pod + 99) * 2 ** 48)
    .toString(16)
    .padStart(32, "4bf92f3577b34da6a3ce929d0e0e4736");

const apps = (endMs: number): readonly App[] => {
  const level = (index: number, pod: number, timeMs: number) =>
    levelAt(index, pod, (endMs - timeMs) / 60_000);
  return [
    {
      namespace: "shop",
      app: "checkout",
      pods: 3,
      write: (index, pod, timeMs) => {
        const orderId = 9_007_199_254_740_993n + BigInt(index);
        const is = level(index, pod, timeMs);
        const msg = is === "error" ? "payment refused" : "order placed";
        const nested = `"http":{"method":"POST","path":"${pickAt(PATHS, noise(index, pod))}","status":${is === "error" ? 502 : 200}}`;
        const tookMs = (5 + noise(index, 3) * 400).toFixed(3);
        return {
          line: `{"level":"${is}","msg":"${msg}","order_id":${orderId},${nested},"duration_ms":${tookMs},"tags":["eu","web"]}`,
          trace: trace(index, pod),
        };
      },
    },
    {
      namespace: "shop",
      app: "cart",
      pods: 2,
      write: (index, pod, timeMs) => ({
        line: `level=${level(index, pod, timeMs)} caller=cart.go:${40 + (index % 60)} msg="item added" user="u ${index % 50}" took=${(noise(index, 5) * 90).toFixed(1)}ms size=${index % 7}KB`,
      }),
    },
    {
      namespace: "web",
      app: "nginx",
      pods: 2,
      write: (index, pod) => {
        const status = noise(index, pod + 3) > 0.97 ? 503 : 200;
        return {
          line: `10.0.${pod}.${index % 250} - - "GET ${pickAt(PATHS, noise(index, pod))} HTTP/1.1" ${status} ${Math.floor(noise(index, 8) * 9000)} "-" "Mozilla/5.0"`,
        };
      },
    },
    {
      namespace: "batch",
      app: "worker",
      pods: 1,
      write: (index, pod, timeMs) => {
        const is = level(index, pod, timeMs);
        const colour = { debug: 90, info: 32, warn: 33, error: 31 }[is];
        return {
          line: `\u001b[2m${new Date(timeMs).toISOString()}\u001b[0m \u001b[${colour};1m${is.toUpperCase()}\u001b[0m job \u001b[38;5;208m${index % 12}\u001b[0m done in \u001b[38;2;120;200;255m${index % 900} ms\u001b[0m`,
        };
      },
    },
  ];
};

function appStreams(endMs: number): PushedStream[] {
  const startMs = endMs - HOURS * 3_600_000;
  return apps(endMs).flatMap(({ namespace, app, pods, write }) =>
    Array.from({ length: pods }, (_value, pod) => {
      const values: PushedLine[] = [];
      for (let index = 0, timeMs = startMs; timeMs <= endMs; index += 1, timeMs += EVERY_MS) {
        const written = write(index, pod, timeMs);
        const ns = nanos(timeMs, (pod * 1_000 + index) % 1_000_000);
        values.push(
          written.trace === undefined
            ? [ns, written.line]
            : [ns, written.line, { trace_id: written.trace, span: String(index % 16) }],
        );
      }
      const name = `${app}-5d796977bc-${["crk9m", "x2vlt", "q8wzn"][pod] ?? "0"}`;
      return {
        stream: { cluster: "ord1", namespace, app, pod: name, container: app, stream: "stdout" },
        values,
      };
    }),
  );
}

/** A stream made for paging: 20,000 lines, of which 5,000 stand at one nanosecond in its middle. */
export const PAGING = { selector: '{app="paging"}', lines: 20_000, atOnce: 5_000 } as const;
const PAGING_EVERY_NS = 7_000_001;

/** The nanosecond at which the 5,000 stand. */
function pagingInstantNs(endMs: number): bigint {
  return BigInt(nanos(endMs - 3_600_000));
}

function pagingStream(endMs: number): PushedStream {
  const instant = pagingInstantNs(endMs);
  const around = PAGING.lines - PAGING.atOnce;
  const values = Array.from({ length: PAGING.lines }, (_value, index): PushedLine => {
    const before = index - around / 2;
    const after = index - (around / 2 + PAGING.atOnce) + 1;
    const steps = before < 0 ? before : Math.max(0, after);
    return [String(instant + BigInt(steps) * BigInt(PAGING_EVERY_NS)), `line ${index} of ${PAGING.lines}`];
  });
  return { stream: { cluster: "ord1", namespace: "test", app: "paging" }, values };
}

/** Everything, for an end in epoch milliseconds. */
export function logHistory(endMs: number): PushedStream[] {
  return [...appStreams(endMs), ...oddStreams(endMs), ...auditStreams(endMs), pagingStream(endMs)];
}
