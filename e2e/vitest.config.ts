import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["src/**/*.test.{ts,tsx}", "e2e/*.test.ts"],
    exclude: ["**/node_modules/**"],
    environment: "node",
    // codemirror-promql ships extensionless ESM imports, which Node cannot resolve by itself.
    server: { deps: { inline: [/@prometheus-io\//] } },
  },
  resolve: { dedupe: ["react", "react-dom"] },
});
