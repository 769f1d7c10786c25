import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;
const ALL = ["src/**/*.test.{ts,tsx}", "e2e/*.test.ts", "e2e/differential/*.test.ts"];
const LEFT_OUT = ["**/node_modules/**"];

/** What has a document, or replaces a module for whatever is read after it: the next file would find what it left. */
const alone = globSync(ALL, { cwd: root, exclude: LEFT_OUT }).filter((file) =>
  /@vitest-environment jsdom|\bvi\.mock\(/.test(readFileSync(`${root}/${file}`, "utf8")),
);

export default defineConfig({
  root,
  test: {
    projects: [
      // Reading the same modules anew for each of 400 files would take as long as the tests.
      {
        extends: true,
        test: { name: "together", include: ALL, exclude: [...LEFT_OUT, ...alone], isolate: false },
      },
      { extends: true, test: { name: "alone", include: alone, exclude: LEFT_OUT } },
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
