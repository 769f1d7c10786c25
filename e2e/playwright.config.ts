import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";
import { isFull } from "../src/testing/isFull.ts";

const SYSTEM_BROWSERS = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser named by the environment, Playwright's own where it was downloaded, else the system's. */
function browserPath(): string | undefined {
  const named = process.env["PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];
  if (named) return named;
  if (existsSync(chromium.executablePath())) return undefined;
  return SYSTEM_BROWSERS.find((path) => existsSync(path));
}

const executablePath = browserPath();
// A closed network refuses Chromium's own background calls, many at a time; and root needs no sandbox of its own.
const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export default defineConfig({
  testDir: "specs",
  // It proves nothing: it makes the pictures of docs/screenshots when asked to.
  testIgnore: process.env["SIGHTGLASS_SCREENSHOTS"] ? [] : ["**/screenshots*.spec.ts"],
  outputDir: "../test-results/e2e",
  fullyParallel: false,
  // One more than the two cores of a machine of CI: much of a test is waiting.
  workers: 3,
  // Machines of CI are shared: one more try, and a test that needed it is reported as flaky, not as sound.
  retries: process.env["CI"] === "true" ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json"]],
  use: {
    launchOptions: { args, ...(executablePath ? { executablePath } : {}) },
    viewport: { width: 1440, height: 900 },
    // A picture drawn sixty times a second takes a core of a machine without a graphics card; the long form has it.
    contextOptions: { reducedMotion: isFull ? "no-preference" : "reduce" },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "off",
    screenshot: "only-on-failure",
  },
});
