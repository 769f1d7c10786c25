// npm run build: the page into dist/web.
import { buildPage } from "./lib/build.mjs";
import { ensureRuntime, installProduct } from "./lib/install.mjs";

const node = await ensureRuntime(console.error);
await installProduct(console.error);
if (!(await buildPage(node, console.error))) console.error("dist/web is up to date.");
