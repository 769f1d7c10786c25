import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Lazy chunks that the first page needs: fetched in parallel with the entry instead of after it. LogQL waits for a log source. */
const preloaded = /\/src\/(web\/(features\/explore|editor(?!\/logql)|chart)|contract)\//;

interface ChunkLike {
  readonly type: "chunk";
  readonly fileName: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  readonly moduleIds: readonly string[];
}

/** The files to preload: those lazy chunks and what they import, without what the entry brings anyway. */
function preloadList(chunks: readonly ChunkLike[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reach = (names: readonly string[], seen = new Set<string>()): Set<string> => {
    for (const name of names.filter((one) => !seen.has(one))) {
      seen.add(name);
      reach(byName.get(name)?.imports ?? [], seen);
    }
    return seen;
  };
  const entry = reach(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
  const isLazy = new Set(chunks.flatMap((chunk) => chunk.dynamicImports));
  const lazy = chunks.filter(
    ({ fileName, moduleIds }) => isLazy.has(fileName) && moduleIds.some((id) => preloaded.test(id)),
  );
  return [...reach(lazy.map((chunk) => chunk.fileName))].filter((name) => !entry.has(name));
}

function preloadFirstPage(): Plugin {
  return {
    name: "sightglass:preload-first-page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) =>
        preloadList(Object.values(bundle ?? {}).filter((file) => file.type === "chunk")).map((file) => ({
          tag: "link",
          attrs: {
            rel: "modulepreload",
            href: `./${file}`,
            crossorigin: true,
            fetchpriority: "low",
            nonce: "__CSP_NONCE__",
          },
          injectTo: "head" as const,
        })),
    },
  };
}

export default defineConfig({
  root: "src/web",
  publicDir: "../../public",
  // Relative, since the server may live under any BASE_PATH; it makes the document's own links absolute.
  base: "./",
  // One copy of React and of every CodeMirror package, also for what is linked into src/node_modules.
  resolve: { dedupe: ["react", "react-dom"] },
  html: { cspNonce: "__CSP_NONCE__" },
  plugins: [react(), tailwindcss(), preloadFirstPage()],
  worker: { format: "es" },
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    rolldownOptions: { input: { main: fileURLToPath(new URL("src/web/index.html", import.meta.url)) } },
    manifest: true,
    sourcemap: false,
    target: "es2024",
    modulePreload: { polyfill: false },
    // No data: URLs: the CSP has none for fonts, and a file is cached.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
});
