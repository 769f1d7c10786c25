import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const SKIPPED = new Set(["node_modules", ".git", "dist"]);

function* filesUnder(target) {
  const stat = fs.statSync(target, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    yield target;
    return;
  }
  for (const name of fs.readdirSync(target).toSorted()) {
    if (!SKIPPED.has(name) && !name.includes(".test.")) yield* filesUnder(path.join(target, name));
  }
}

/** sha256 over names and contents of the given files and folders; tests are left out. */
export function fingerprint(root, targets) {
  const hash = createHash("sha256");
  for (const target of targets) {
    for (const file of filesUnder(path.join(root, target))) {
      hash.update(path.relative(root, file)).update("\0").update(fs.readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

/** Does work only when the fingerprint in `stampFile` is another one; the stamp is written after the work. */
export async function whenChanged(stampFile, print, work) {
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === print) return false;
  await work();
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, print);
  return true;
}
