import { spawn } from "node:child_process";

const OPENERS = { darwin: "open", win32: "explorer", linux: "xdg-open" };

/** Opens a URL in the user's browser; silent where there is none. */
export function openBrowser(url) {
  const opener = OPENERS[process.platform];
  if (!opener) return;
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
