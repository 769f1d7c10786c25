import fs from "node:fs";
import path from "node:path";
import { fingerprint, whenChanged } from "./fingerprint.mjs";
import { linkTestTools } from "./linkTestTools.mjs";
import { inRoot, root } from "./paths.mjs";
import { npm } from "./run.mjs";

const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/** The server runs its TypeScript as it is; from here on Node strips types without a flag or a warning. */
const NODE_FLOOR = [24, 15];

async function installFolder(folder, onWork) {
  const dir = inRoot(folder);
  const print = fingerprint(dir, ["package.json", "package-lock.json"]);
  return whenChanged(path.join(dir, "node_modules/.sightglass"), print, () => {
    onWork();
    npm(["ci", ...QUIET], { cwd: dir });
  });
}

/** What the app needs to be built and run. */
export function installProduct(say) {
  return installFolder(".", () => say("Installing packages …"));
}

/** What tests and checks need besides. */
export async function installTestTools(say) {
  await installFolder("e2e", () => say("Installing test tools …"));
  linkTestTools(root);
}

function isRecentEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1]);
}

/** Path of a Node that runs the app: the one running now if it is recent enough, else one fetched from npm. */
export async function ensureRuntime(say) {
  if (isRecentEnough(process.versions.node)) return process.execPath;
  const folder = "scripts/runtime";
  await installFolder(folder, () => say(`Fetching Node 24 (this machine has ${process.versions.node}) …`));
  const home = inRoot(
    folder,
    "node_modules",
    `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`,
  );
  const binary = path.join(home, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!fs.existsSync(binary)) {
    throw new Error(
      `This machine has Node ${process.versions.node}; install Node ${NODE_FLOOR.join(".")} or newer`,
    );
  }
  // Headers and manuals are a third of the package and of no use here.
  for (const extra of ["include", "share"])
    fs.rmSync(path.join(home, extra), { recursive: true, force: true });
  return binary;
}

/** The environment in which package scripts find that Node first. */
export function runtimeEnv(node) {
  return { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` };
}
