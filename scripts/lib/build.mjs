import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { fingerprint, whenChanged } from "./fingerprint.mjs";
import { runtimeEnv } from "./install.mjs";
import { inRoot, root } from "./paths.mjs";
import { mustRun } from "./run.mjs";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const SOURCES = ["src/web", "src/domain", "src/contract", "public", "vite.config.ts", "package-lock.json"];
const COMPRESSIBLE = /\.(?:js|css|svg|json|txt|webmanifest)$/;

async function precompress(dir) {
  const files = fs.readdirSync(dir, { recursive: true }).map((name) => path.join(dir, name));
  await Promise.all(
    files
      .filter((file) => COMPRESSIBLE.test(file))
      .map(async (file) => {
        const bytes = fs.readFileSync(file);
        if (bytes.length < 1024) return;
        const params = {
          [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
          [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        };
        fs.writeFileSync(`${file}.br`, await brotli(bytes, { params }));
        fs.writeFileSync(`${file}.gz`, await gzip(bytes, { level: 9 }));
      }),
  );
}

/** Builds the page into dist/web when a source changed. Answers whether it had to. */
export function buildPage(node, say) {
  return whenChanged(inRoot("dist/.stamp"), fingerprint(root, SOURCES), async () => {
    say("Building the page …");
    fs.rmSync(inRoot("dist"), { recursive: true, force: true });
    const command = [node, inRoot("node_modules/vite/bin/vite.js"), "build", "--logLevel", "error"];
    mustRun(command, { what: "The build", env: runtimeEnv(node) });
    await precompress(inRoot("dist/web"));
  });
}
