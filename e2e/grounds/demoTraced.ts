import type { Traced } from "../claims/exemplars.ts";
import type { Ground } from "../claims/Ground.ts";

/** The demo's shop, whose slow requests are traced. */
export const demoTraced = ({ url, search, watch }: Ground): Traced => ({
  url,
  search,
  watch,
  query:
    'histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket{service=~"checkout|payments|cart"}[5m])))',
  series: 3,
  services: ["checkout", "payments", "cart"],
  trace: "[\\da-f]{16}",
});
