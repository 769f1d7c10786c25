#!/usr/bin/env node
// npm start: installs what is missing, builds what changed, serves the app. Plain Node ≥ 20, no dependency.
//   npm start -- doctor        looks at configuration, store and sources instead of serving
//   npm start -- backup FILE   and restore FILE, export FILE, import FILE; npm start -- --help lists them
import { buildPage } from "./lib/build.mjs";
import { ensureRuntime, installProduct } from "./lib/install.mjs";
import { openBrowser } from "./lib/openBrowser.mjs";
import { inRoot } from "./lib/paths.mjs";
import { handOver } from "./lib/run.mjs";

const say = (text) => console.error(text);
/** A command, a word that is none, and help need no page: nothing is served. */
const isToServe = ([first = "--"]) => first.startsWith("-") && first !== "--help" && first !== "-h";

try {
  const node = await ensureRuntime(say);
  await installProduct(say);
  const args = process.argv.slice(2);
  if (isToServe(args)) await buildPage(node, say);
  const isTerminal = process.stdout.isTTY && !process.env.CI;
  process.exitCode = await handOver(node, [inRoot("src/server/main.ts"), ...args], {
    env: { NODE_COMPILE_CACHE: inRoot("node_modules/.cache/sightglass"), ...process.env },
    // The server says {type: "listening", url} when it serves.
    onSpawn: (child) =>
      child.on(
        "message",
        (message) => isTerminal && message?.type === "listening" && openBrowser(message.url),
      ),
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
