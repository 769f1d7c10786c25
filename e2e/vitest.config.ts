import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["src/**/*.test.{ts,tsx}", "e2e/*.test.ts", "e2e/differential/*.test.ts"],
    exclude: ["**/node_modules/**"],
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
