import { defineConfig } from "vitest/config";

const PURE = ["src/{domain,contract,engine}/**/*.test.ts"];
const ALL = ["src/**/*.test.{ts,tsx}", "e2e/*.test.ts", "e2e/differential/*.test.ts"];
const LEFT_OUT = ["**/node_modules/**"];

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    projects: [
      // Pure functions: nothing of one file can reach the next, so that one worker runs them all.
      { extends: true, test: { name: "pure", include: PURE, exclude: LEFT_OUT, isolate: false } },
      { extends: true, test: { name: "all else", include: ALL, exclude: [...LEFT_OUT, ...PURE] } },
    ],
    environment: "node",
    // As in playwright.config.ts; a busy machine is slow, not wrong.
    retry: process.env["CI"] === "true" ? 1 : 0,
    testTimeout: 20_000,
    // Else one core is left alone for the process that only collects results.
    maxWorkers: "100%",
    // codemirror-promql ships extensionless ESM imports, which Node cannot resolve by itself.
    server: { deps: { inline: [/@prometheus-io\//] } },
  },
  resolve: { dedupe: ["react", "react-dom"] },
});
