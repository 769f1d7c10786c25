import http from "node:http";
import { noise } from "./logStream.ts";
import type { RunningServer } from "./prometheusServer.ts";

/** A shop's histogram of request durations, with a trace id kept in each bucket; an hour of it, and on from there. */
export const shop = {
  job: "shop",
  bucket: "shop_request_seconds_bucket",
  services: ["checkout", "payments", "cart"],
  bounds: [0.05, 0.1, 0.25, 0.5, 1, 2.5],
} as const;

const HOUR_S = 3600;
const STEP_S = 15;
/** Requests per second of a service by bucket, each with a share of the slow ones. */
const SPEED = [8, 5, 3, 1.2, 0.4, 0.1];

export interface ExemplarTarget extends RunningServer {
  /** OpenMetrics with timestamps, up to the start of the target: the same series as it is scraped. */
  readonly history: () => string;
  readonly host: string;
}

/** Requests up to a bound since an hour before the start; a slow quarter of an hour in the middle for checkout. */
function counted(service: number, bound: number, sinceS: number): number {
  const slowS = Math.max(0, Math.min(sinceS, 2400) - 1500);
  let sum = 0;
  for (let at = 0; at <= Math.min(bound, SPEED.length - 1); at += 1) {
    const rate = (SPEED[at] ?? 0) / (service + 1);
    const slowed = service === 0 ? (SPEED[SPEED.length - 1 - at] ?? 0) - rate : 0;
    sum += rate * sinceS + Math.max(0, slowed) * slowS;
  }
  return Math.round(sum);
}

interface Line {
  readonly service: number;
  readonly bound: number;
  readonly le: string;
}

const lines: readonly Line[] = shop.services.flatMap((_, service) =>
  [...shop.bounds, Number.POSITIVE_INFINITY].map((le, bound) => ({
    service,
    bound,
    le: Number.isFinite(le) ? String(le) : "+Inf",
  })),
);

const labelsOf = ({ service, le }: Line, more = "") =>
  `{service="${shop.services[service]}",le="${le}"${more}}`;

/** One per scrape and bucket; their times run through the hour, several minutes at each scrape. */
function exemplarOf(line: Line, startS: number, scrape: number): string {
  const sinceS = 120 + scrape * 240 + noise(line.service * 10 + line.bound, scrape) * 180;
  const upper = shop.bounds[line.bound];
  if (upper === undefined || sinceS > HOUR_S - 60) return "";
  const lower = shop.bounds[line.bound - 1] ?? 0;
  const value = lower + (upper - lower) * (0.2 + 0.7 * noise(scrape, line.bound));
  const trace = `${scrape}f${line.bound}${line.service}`.padStart(32, "4bf92f3577b34da6a3ce929d0e0e4736");
  return ` # {trace_id="${trace}"} ${value.toFixed(4)} ${(startS - HOUR_S + sinceS).toFixed(3)}`;
}

export async function startExemplarTarget(): Promise<ExemplarTarget> {
  const startS = Math.floor(Date.now() / 1000 / STEP_S) * STEP_S;
  let scrapes = 0;
  const page = () => {
    const sinceS = Date.now() / 1000 - startS + HOUR_S;
    const scrape = scrapes++;
    const rows = lines.map(
      (line) =>
        `${shop.bucket}${labelsOf(line)} ${counted(line.service, line.bound, sinceS)}${exemplarOf(line, startS, scrape)}`,
    );
    return [
      "# TYPE shop_request_seconds histogram",
      "# UNIT shop_request_seconds seconds",
      ...rows,
      "# EOF",
      "",
    ].join("\n");
  };
  const server = http.createServer((_request, response) => {
    response.setHeader("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
    response.end(page());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const history = () => {
    const rows = lines.flatMap((line) => {
      const labels = labelsOf(line, `,job="${shop.job}",instance="${host}"`);
      return Array.from({ length: HOUR_S / STEP_S }, (_, at) => {
        const sinceS = at * STEP_S;
        return `${shop.bucket}${labels} ${counted(line.service, line.bound, sinceS)} ${startS - HOUR_S + sinceS}`;
      });
    });
    return ["# TYPE shop_request_seconds histogram", ...rows, "# EOF", ""].join("\n");
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host}`, host, history, stop };
}
