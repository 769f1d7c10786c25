// The tools that only tests and checks need live in e2e/node_modules (installed by `npm test`, never by
// `npm start`). Node, Vite and TypeScript look for packages upwards from the importing file, so the named
// tools are linked into src/node_modules; a link of the whole folder would shadow the product's own packages
// with the tools' transitive copies (jsdom brings its own undici).
import fs from "node:fs";
import path from "node:path";

/** Links every package named in e2e/package.json into src/node_modules. Idempotent. */
export function linkTestTools(root) {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(root, "e2e/package.json"), "utf8"));
  const into = path.join(root, "src/node_modules");
  for (const name of Object.keys(devDependencies)) {
    const target = path.join(root, "e2e/node_modules", name);
    const link = path.join(into, name);
    if (!fs.existsSync(target)) continue;
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), target), link, "junction");
  }
}
