import { buildGoTools } from "./buildGoTools.mjs";

const VERSION = "3.15.0";
const PACKAGE = "github.com/prometheus/prometheus/cmd";

/**
 * The real Prometheus and promtool that the tests run against.
 * @returns {{prometheus: string, promtool: string} | null} paths, or null where there is no Go toolchain.
 */
export function buildPrometheus(options) {
  return buildGoTools(
    {
      name: `Prometheus ${VERSION}`,
      module: "prometheus",
      takes: "3 minutes",
      flags: [
        "-tags",
        "netgo,remove_all_sd",
        "-ldflags",
        `-s -w -X github.com/prometheus/common/version.Version=${VERSION}`,
      ],
      packages: [`${PACKAGE}/prometheus`, `${PACKAGE}/promtool`],
    },
    options,
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.log(JSON.stringify(buildPrometheus()));
