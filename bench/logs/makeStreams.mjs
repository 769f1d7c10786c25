// Lines as clusters write them: nested JSON, logfmt, plain access lines, colours of a terminal and stack traces, of twelve
// pods, no two alike. The same for the same end.
import { random, picker } from "../../e2e/stack/random.ts";

const EVERY_NS = 100_000_000n;
const PATHS = ["/", "/cart", "/checkout", "/api/items?page=2", "/api/orders/1871", "/static/app.4f2a.js"];
const VERBS = ["GET", "POST", "PUT", "DELETE"];
const WHAT = ["order placed", "item added", "payment refused", "stock reserved", "session renewed"];
const CLASSES = ["OrderService", "PaymentClient", "CartRepository", "RetryingChannel"];

const levelOf = (share) => (share > 0.985 ? "error" : share > 0.95 ? "warn" : share < 0.2 ? "debug" : "info");
const hex = (share, digits) =>
  Math.floor(share() * 2 ** 48)
    .toString(16)
    .padStart(digits, "4bf92f3577b34da6a3ce929d0e0e4736");

/** Writers by application; `index` makes each line its own. */
const writers = (share, pick) => ({
  checkout: (index) =>
    JSON.stringify({
      level: levelOf(share()),
      msg: pick(WHAT),
      order_id: 9_007_199_254_000_000 + index,
      http: { method: pick(VERBS), path: pick(PATHS), status: share() > 0.97 ? 502 : 200 },
      duration_ms: Number((5 + share() * 400).toFixed(3)),
      tags: ["eu", "web"],
      user: { id: hex(share, 12), agent: "Mozilla/5.0 (X11; Linux x86_64)" },
    }),
  cart: (index) =>
    `level=${levelOf(share())} caller=cart.go:${40 + (index % 60)} msg="${pick(WHAT)}" user="u ${index}" trace=${hex(share, 32)} took=${(share() * 90).toFixed(1)}ms size=${index % 7}KB`,
  nginx: (index) =>
    `10.0.${index % 9}.${index % 250} - - "${pick(VERBS)} ${pick(PATHS)}&n=${index} HTTP/1.1" ${share() > 0.97 ? 503 : 200} ${Math.floor(share() * 9000)} "-" "Mozilla/5.0"`,
  worker: (index) =>
    `\u001b[2mjob ${index}\u001b[0m \u001b[${31 + (index % 4)};1m${levelOf(share()).toUpperCase()}\u001b[0m ${pick(WHAT)} \u001b[38;5;208m${index % 12}\u001b[0m in \u001b[38;2;120;200;255m${index % 900} ms\u001b[0m`,
  trace: (index) =>
    `Exception in thread "pool-${index}" java.lang.IllegalStateException: ${pick(WHAT)}${Array.from({ length: 12 }, () => `\n\tat com.example.shop.${pick(CLASSES)}.call(${pick(CLASSES)}.java:${Math.floor(share() * 900)})`).join("")}`,
});
/** Which application writes how often, and in how many pods. */
const APPS = [
  ["checkout", 0.4, 4],
  ["cart", 0.25, 3],
  ["nginx", 0.2, 2],
  ["worker", 0.12, 2],
  ["trace", 0.03, 1],
];

function appAt(share) {
  let left = share;
  return APPS.find(([, part]) => (left -= part) < 0) ?? APPS[0];
}

/** `count` lines that end at `endMs`, ten a second, as streams to push (oldest first). */
export function makeStreams(count, endMs) {
  const share = random(7);
  const write = writers(share, picker(share));
  const streams = new Map();
  const endNs = BigInt(endMs) * 1_000_000n;
  for (let index = 0; index < count; index += 1) {
    const [app, , pods] = appAt(share());
    const pod = `${app}-5d796977bc-${index % pods}`;
    const stream = streams.get(pod) ?? {
      stream: { cluster: "ord1", namespace: "bench", app, pod, container: app, stream: "stdout" },
      values: [],
    };
    streams.set(pod, stream);
    const ns = String(endNs - BigInt(count - index) * EVERY_NS + BigInt(index % 1_000));
    const line = write[app](index);
    const metadata = app === "checkout" ? [{ trace_id: hex(share, 32) }] : [];
    stream.values.push([ns, line, ...metadata]);
  }
  return [...streams.values()];
}
