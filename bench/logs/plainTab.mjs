// A tab driven by nothing but input and evaluation. A testing library listens to the network, for which the tab keeps every
// answer it got: memory that no reader's tab has.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const STARTED_WITHIN_MS = 30_000;
const KEY_CODES = { PageUp: 33, PageDown: 34, End: 35, Home: 36, ArrowUp: 38, ArrowDown: 40 };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, read) {
  const deadline = Date.now() + STARTED_WITHIN_MS;
  while (Date.now() < deadline) {
    const found = await read();
    if (found) return found;
    await pause(50);
  }
  throw new Error(`${what} did not come`);
}

/** Requests and their answers over one DevTools connection. */
function connect(url) {
  const socket = new WebSocket(url);
  const waiting = new Map();
  let sent = 0;
  socket.addEventListener("message", ({ data }) => {
    const { id, result, error } = JSON.parse(data);
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      sent += 1;
      waiting.set(sent, { resolve, reject });
      socket.send(JSON.stringify({ id: sent, method, params }));
    });
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve({ send, close: () => socket.close() }));
    socket.addEventListener("error", () => reject(new Error(`no connection to ${url}`)));
  });
}

/** The part of a page that `scrollLines.mjs` and `loadLines.mjs` use, under the same names. */
function pageOver({ send }) {
  const evaluate = async (act) => {
    const asked = { expression: `(${act})()`, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await send("Runtime.evaluate", asked);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  let at = { x: 0, y: 0 };
  let held = {};
  const mouse = (type, more = {}) => send("Input.dispatchMouseEvent", { type, ...at, ...held, ...more });
  return {
    send,
    evaluate,
    goto: (url) => send("Page.navigate", { url }),
    waitForFunction: (act) => until(String(act), () => evaluate(act)),
    mouse: {
      move: (x, y) => {
        at = { x, y };
        return mouse("mouseMoved");
      },
      down: () => {
        held = { button: "left", buttons: 1 };
        return mouse("mousePressed", { clickCount: 1 });
      },
      up: () => {
        held = {};
        return mouse("mouseReleased", { button: "left", clickCount: 1 });
      },
      wheel: (deltaX, deltaY) => mouse("mouseWheel", { deltaX, deltaY }),
    },
    keyboard: {
      press: async (key) => {
        const named = { key, code: key, windowsVirtualKeyCode: KEY_CODES[key] };
        await send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...named });
        await send("Input.dispatchKeyEvent", { type: "keyUp", ...named });
      },
    },
  };
}

/** A Chromium of its own with one tab: `{page, pid, stop}`; `pid` is the renderer's. */
export async function startTab(chromiumPath, args) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-tab-"));
  const own = ["--headless", "--window-size=1440,900", "--remote-debugging-port=0", `--user-data-dir=${dir}`];
  const child = spawn(chromiumPath, [...args, ...own, "about:blank"], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill();
    await ended;
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const portFile = path.join(dir, "DevToolsActivePort");
    const port = await until(
      "Chromium",
      () => fs.existsSync(portFile) && fs.readFileSync(portFile, "utf8").split("\n")[0],
    );
    const list = () => fetch(`http://127.0.0.1:${port}/json/list`).then((response) => response.json());
    const tab = await until("a tab", async () => (await list()).find(({ type }) => type === "page"));
    const { webSocketDebuggerUrl } = await fetch(`http://127.0.0.1:${port}/json/version`).then((response) =>
      response.json(),
    );
    const browser = await connect(webSocketDebuggerUrl);
    const page = pageOver(await connect(tab.webSocketDebuggerUrl));
    const processes = async () => (await browser.send("SystemInfo.getProcessInfo")).processInfo;
    return {
      page,
      stop,
      renderers: async () =>
        (await processes()).filter(({ type }) => type === "renderer").map(({ id }) => id),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
