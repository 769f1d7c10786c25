import type { Metrics } from "../http/Metrics.ts";
import type { FetchedPage } from "./PageDeliveries.ts";

/** Sightglass' own metrics, as /metrics shows them, without going through HTTP. */
export async function ownPage(metrics: Pick<Metrics, "text">): Promise<FetchedPage> {
  const { body, contentType } = await metrics.text();
  const bytes = new TextEncoder().encode(body);
  return {
    contentType,
    chunks: (async function* () {
      yield await Promise.resolve(bytes);
    })(),
  };
}
