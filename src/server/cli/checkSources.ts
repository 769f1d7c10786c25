import type { Source } from "../sources/Source.ts";
import { BuildInfoCache } from "../sources/BuildInfoCache.ts";
import { checkSource } from "../sources/checkSource.ts";
import { isLoopbackHost } from "../sources/addressPolicy.ts";
import { PageFetcher } from "../embedded/PageFetcher.ts";
import { readPageFacts } from "../embedded/readPageFacts.ts";
import { createUpstreams } from "../upstream/UpstreamPool.ts";
import { checkSourceCertificates } from "./checkCertificates.ts";
import type { CommandContext } from "./CommandContext.ts";
import { failed, type Finding, ok, warn } from "./Finding.ts";

const WAIT_MS = 15_000;

/** Each source as the page's own check sees it: reachable, TLS, credentials, operations, clock. */
export async function checkSources(
  sources: readonly Source[],
  { now, env, version }: Pick<CommandContext, "now" | "env" | "version">,
): Promise<Finding[]> {
  const upstream = { userAgent: `Sightglass/${version}`, env };
  const upstreams = createUpstreams(upstream);
  const pages = new PageFetcher(upstream);
  const deps = {
    upstreams,
    now,
    buildInfo: new BuildInfoCache(now),
    readPage: (source: Source, signal: AbortSignal) => readPageFacts(pages, source, signal),
  };
  try {
    const each = sources.map(async (source) => {
      if (source.baseOrigin === "") return [ok(`source ${source.id}`, "is read by Sightglass itself")];
      const signal = AbortSignal.timeout(WAIT_MS);
      const [{ steps }, certificates] = await Promise.all([
        checkSource(source, deps, { isFull: false, signal }),
        checkSourceCertificates(source, { now, env }),
      ]);
      return [
        ...steps.map(({ name, state, text }) => ({
          state,
          what: `source ${source.id}`,
          text: `${name}: ${text}`,
        })),
        ...tlsFindings(source, steps[0]?.state === "ok"),
        ...certificates,
      ];
    });
    return (await Promise.all(each)).flat();
  } finally {
    await upstreams.close({ graceMs: 0 });
    pages.close();
  }
}

function tlsFindings({ id, baseOrigin, auth, tls }: Source, isReached: boolean): Finding[] {
  const { protocol, hostname } = new URL(baseOrigin);
  const what = `source ${id}`;
  if (protocol === "https:") {
    if (tls.insecureSkipVerify)
      return [warn(what, "TLS: its certificate is not verified; give its CA in ca_file")];
    return isReached ? [ok(what, "TLS: its certificate is trusted")] : [];
  }
  if (auth.type === "none" || isLoopbackHost(hostname)) return [];
  return [failed(what, "TLS: its secret crosses the network in the clear; use https")];
}
