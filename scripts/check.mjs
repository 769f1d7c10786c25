// npm run check: types, lint, format, architecture, dead code, size.
import { buildPage } from "./lib/build.mjs";
import { runChecks } from "./lib/checks.mjs";
import { ensureRuntime, installProduct, installTestTools } from "./lib/install.mjs";

const say = (text) => console.log(text);
const node = await ensureRuntime(say);
await installProduct(say);
await installTestTools(say);
await buildPage(node, say);
const failed = runChecks(node);
if (failed.length > 0) {
  console.log(`Failed: ${failed.join(", ")}`);
  process.exitCode = 1;
}
