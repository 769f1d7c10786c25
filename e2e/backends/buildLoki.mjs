import { buildGoTools } from "./buildGoTools.mjs";

const VERSION = "3.7.8";
const PACKAGE = "github.com/grafana/loki/v3";

/**
 * The real Loki and logcli that the tests run against. Both are AGPL: run in tests, never shipped, nothing copied.
 * @returns {{loki: string, logcli: string} | null} paths, or null where there is no Go toolchain.
 */
export function buildLoki(options) {
  return buildGoTools(
    {
      name: `Loki ${VERSION}`,
      module: "loki",
      takes: "5 minutes",
      flags: ["-ldflags", `-s -w -X ${PACKAGE}/pkg/util/build.Version=${VERSION}`],
      packages: [`${PACKAGE}/cmd/loki`, `${PACKAGE}/cmd/logcli`],
    },
    options,
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.log(JSON.stringify(buildLoki()));
