// @vitest-environment jsdom
import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { mount } from "../../testing/mount.tsx";
import { setTraceLink, useTraceLink } from "./traceLinks.ts";

function Shown({ sourceId }: { readonly sourceId: string }) {
  return <p>{useTraceLink(sourceId)}</p>;
}

let unmount = async () => {};
const text = () => document.body.textContent;

afterEach(async () => {
  await unmount();
  localStorage.clear();
});

describe("the trace link of a source", () => {
  it("Q1 is kept for its source alone, until it is emptied", async () => {
    unmount = await mount(<Shown sourceId="prod" />);
    expect(text()).toBe("");
    await act(async () => setTraceLink("prod", " https://t.example/{trace_id} "));
    await act(async () => setTraceLink("__proto__", "https://other.example/{trace_id}"));
    expect(text()).toBe("https://t.example/{trace_id}");
    expect(localStorage.getItem("sightglass:trace-links")).toContain('"prod":"https://t.example/{trace_id}"');
    await act(async () => setTraceLink("prod", ""));
    expect(text()).toBe("");
  });

  it("Q1 follows another tab, and reads nothing of what is no template", async () => {
    unmount = await mount(<Shown sourceId="prod" />);
    localStorage.setItem("sightglass:trace-links", JSON.stringify({ prod: "https://x/{a}", bad: 3 }));
    await act(async () =>
      window.dispatchEvent(new StorageEvent("storage", { key: "sightglass:trace-links" })),
    );
    expect(text()).toBe("https://x/{a}");
    localStorage.setItem("sightglass:trace-links", "[1]");
    await act(async () =>
      window.dispatchEvent(new StorageEvent("storage", { key: "sightglass:trace-links" })),
    );
    expect(text()).toBe("");
  });
});
