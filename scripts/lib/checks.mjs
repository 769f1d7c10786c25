import { runtimeEnv } from "./install.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";

const tool = (...parts) => inRoot("e2e/node_modules", ...parts);
const CODE = ["src", "scripts", "e2e", "bench", "vite.config.ts"];
/** One small tsconfig per layer, so that `window` in the domain is a type error. */
const TYPE_PROJECTS = [
  "src/domain",
  "src/contract",
  "src/engine",
  "src/server",
  "src/web",
  "src/web/worker",
  "src",
  "e2e",
  "bench",
];

/**
 * What `npm run check` proves, in the order in which failures are cheapest to find.
 * @returns {{name: string, run: () => number}[]} each answers an exit code
 */
function checks(node) {
  const env = {
    ...runtimeEnv(node),
    OXLINT_TSGOLINT_PATH: tool("oxlint-tsgolint/bin/tsgolint.js"),
  };
  const runTool = (script, ...args) => run(node, [script, ...args], { env });
  return [
    ...TYPE_PROJECTS.map((project) => ({
      name: `types ${project}`,
      run: () => runTool(tool("typescript/bin/tsc"), "-p", inRoot(project)),
    })),
    {
      name: "lint",
      run: () => runTool(tool("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings", ...CODE),
    },
    { name: "format", run: () => runTool(tool("oxfmt/bin/oxfmt"), "--check", ...CODE) },
    {
      name: "architecture",
      run: () =>
        runTool(
          tool("vitest/vitest.mjs"),
          "run",
          "--config",
          inRoot("e2e/vitest.config.ts"),
          "src/architecture.test.ts",
        ),
    },
    { name: "dead code", run: () => runTool(tool("knip/bin/knip.js"), "--config", "e2e/knip.jsonc") },
    {
      name: "size",
      // It looks for its plugins beside the package.json of the working folder.
      run: () =>
        run(node, [tool("size-limit/bin.js"), "--config", "size-limit.json"], { env, cwd: inRoot("e2e") }),
    },
  ];
}

/** Runs all checks, prints one line each, answers the names of those that failed. */
export function runChecks(node) {
  const failed = [];
  for (const check of checks(node)) {
    const startMs = performance.now();
    const isOk = check.run() === 0;
    console.log(
      `${isOk ? "ok  " : "FAIL"} ${check.name} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`,
    );
    if (!isOk) failed.push(check.name);
  }
  return failed;
}
