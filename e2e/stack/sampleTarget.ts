import http from "node:http";
import type { RunningServer } from "./prometheusServer.ts";

const LONG_LABEL = `long_${"label_".repeat(25)}name`;

/** What an exporter may legally say and few do: UTF-8 names, a label name of 159 bytes, an exemplar. */
export const odd = {
  metric: "rack.temperature",
  /** Needs the quoted spelling in PromQL and the U__ spelling in a path. */
  label: "rack.größe",
  longLabel: LONG_LABEL,
  counter: "shop_orders_total",
  traceId: "0af7651916cd43dd8448eb211c80319c",
} as const;

const text = (nowS: number) =>
  [
    `# TYPE "${odd.metric}" gauge`,
    `{"${odd.metric}","${odd.label}"="北 ☃",${odd.longLabel}="a"} 21.5`,
    `{"${odd.metric}","${odd.label}"="süd",${odd.longLabel}="b"} 22.5`,
    "# TYPE shop_orders counter",
    "# HELP shop_orders Orders taken.",
    `shop_orders_total{shop="north"} 17 # {trace_id="${odd.traceId}"} 0.67 ${nowS}`,
    "# EOF",
    "",
  ].join("\n");

/** An exporter of OpenMetrics to be scraped by Prometheus 3. */
export async function startSampleTarget(): Promise<RunningServer> {
  const server = http.createServer((_request, response) => {
    response.setHeader("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
    response.end(text(Date.now() / 1000));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
