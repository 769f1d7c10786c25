// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FILE_LIMIT_BYTES } from "../../../../contract/fileLimit.ts";
import { problem } from "../../../../domain/problem/Problem.ts";
import { mount, until } from "../../../../testing/mount.tsx";
import { FileDrop } from "../../../app/FileDrop.tsx";
import { appLocation } from "../../../lib/location.ts";
import { offerFile } from "../../../lib/offeredFile.ts";
import { createQueryClient } from "../../../lib/queryClient.ts";
import { signedIn } from "../../../lib/session.test-util.ts";
import { checkFile, nameOfFile } from "./checkFile.ts";

const view = {
  id: "night",
  name: "night",
  kind: "openmetrics",
  url: "",
  authType: "none",
  headerNames: [],
  hasCa: false,
  origin: "added",
  minStepMs: 15_000,
};
const fault = {
  ...problem("BAD_REQUEST", { detail: 'Line 3: expected a value after "up"' }),
  requestId: "r1",
};

interface Sent {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Blob;
}

/** A server that answers every upload with this. */
function serve(status: number, body: unknown): Sent[] {
  const sent: Sent[] = [];
  class Request extends EventTarget {
    readonly upload = new EventTarget();
    readonly status = status;
    readonly responseText = JSON.stringify(body);
    readonly #headers: Record<string, string> = {};
    #path = "";
    open(_method: string, path: string) {
      this.#path = path;
    }
    setRequestHeader(name: string, value: string) {
      this.#headers[name] = value;
    }
    getResponseHeader = () => "r1";
    abort = () => this.dispatchEvent(new Event("abort"));
    send(file: Blob) {
      sent.push({ path: this.#path, headers: this.#headers, body: file });
      setImmediate(() => {
        this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded: 5, total: 10 }));
        this.dispatchEvent(new Event("load"));
      });
    }
  }
  vi.stubGlobal("XMLHttpRequest", Request);
  vi.stubGlobal("fetch", async () => Response.json({ sources: [view], canAdd: true }));
  return sent;
}

const dump = (text: string, name = "night.om") => new File([text], name);
const text = () => document.body.textContent;

/** Drags a file over the window, as the browser tells it. */
async function drag(type: "dragenter" | "dragleave" | "drop", files: readonly File[]): Promise<Event> {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, {
    dataTransfer: { types: files.length > 0 ? ["Files"] : ["text/plain"], files },
    relatedTarget: null,
  });
  await act(async () => window.dispatchEvent(event));
  return event;
}

let unmount = async () => {};

async function open(): Promise<void> {
  unmount = await mount(
    <QueryClientProvider client={signedIn(createQueryClient(), "admin")}>
      <FileDrop />
    </QueryClientProvider>,
  );
  // The page knows who may add sources.
  await drag("dragenter", [dump("")]);
  await until(() => text().includes("Drop to look inside"));
  await drag("dragleave", [dump("")]);
}

// What the page fetches when it is needed is here at once.
beforeAll(() => Promise.all([import("./AddFileDialog.tsx"), import("../../../../contract/sources.ts")]));
beforeEach(() => {
  // jsdom knows neither modal dialogs nor layout.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  appLocation.go("/sources");
});
afterEach(async () => {
  await act(async () => offerFile(null));
  await unmount();
  vi.unstubAllGlobals();
});

describe("a file dropped on the window", () => {
  it("is invited while it is dragged, and only then", async () => {
    serve(201, view);
    await open();
    expect((await drag("dragenter", [])).defaultPrevented).toBe(false);
    expect(text()).toBe("");
    expect((await drag("dragenter", [dump("up 1\n")])).defaultPrevented).toBe(true);
    expect(text()).toContain("Drop to look inside");
    expect(text()).toContain("64 MiB");
    await drag("dragleave", [dump("up 1\n")]);
    expect(text()).toBe("");
  });

  it("becomes a source by its name, and Explore opens on it", async () => {
    const sent = serve(201, view);
    await open();
    await drag("drop", [dump("up 1 1700000000\n# EOF\n")]);
    await until(() => appLocation.get().path === "/explore");
    expect(sent).toHaveLength(1);
    expect(sent[0]?.path).toBe("/api/sources/files?name=night");
    expect(sent[0]?.headers).toMatchObject({ "Content-Type": "text/plain", "X-Sightglass": "1" });
    expect(await sent[0]?.body.text()).toBe("up 1 1700000000\n# EOF\n");
    expect(appLocation.get().search).toContain("a.src=night");
  });

  it("F45 says by line what is wrong with it", async () => {
    serve(400, fault);
    await open();
    await drag("drop", [dump("up\n")]);
    await until(() => document.querySelector("[role=alert]") !== null);
    expect(text()).toContain('Line 3: expected a value after "up"');
    expect(text()).toContain("BAD_REQUEST");
    expect(appLocation.get().path).toBe("/sources");
  });

  it("is not sent where it is no text, or empty", async () => {
    const sent = serve(201, view);
    await open();
    await drag("drop", [dump("PK\u0003\u0004\u0000\u0000", "night.zip")]);
    await until(() => document.querySelector("[role=alert]") !== null);
    expect(text()).toContain("night.zip is no text.");
    expect(sent).toEqual([]);
    expect(await checkFile(dump(""))).toMatchObject({ detail: "night.om is empty." });
  });

  it("is not sent above the limit, which is said with the way past it", async () => {
    const large = Object.defineProperty(dump("x"), "size", { value: FILE_LIMIT_BYTES + 1 });
    const found = await checkFile(large);
    expect(found).toMatchObject({ code: "TOO_LARGE", title: "The file is too large" });
    expect(found?.detail).toContain("a file may have 64 MiB");
    expect(found?.hint).toContain("file:");
  });
});

describe("nameOfFile", () => {
  it.each([
    ["night.om", "night"],
    ["node exporter.prom", "node exporter"],
    ["metrics", "metrics"],
    [".txt", "File"],
    [`${"x".repeat(100)}.om`, "x".repeat(80)],
  ])("%s → %s", (file, name) => {
    expect(nameOfFile(file)).toBe(name);
  });
});
