// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mount } from "../../testing/mount.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";

const limited = { code: "RATE_LIMITED", title: "Too many queries", requestId: "9f2c", retryAfterMs: 3000 };

beforeEach(() => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
let unmount = async () => {};
const alert = () => document.querySelector("[role=alert]")?.textContent;
afterEach(async () => {
  await unmount();
  vi.useRealTimers();
});

describe("ProblemNotice", () => {
  it("is an alert that carries title, reason, next step and code as text", async () => {
    unmount = await mount(
      <ProblemNotice problem={{ ...limited, detail: "All 10 are in use.", hint: "Wait." }} />,
    );
    const text = alert();
    for (const part of ["Too many queries", "All 10 are in use.", "Wait.", "RATE_LIMITED · request 9f2c"]) {
      expect(text).toContain(part);
    }
  });

  it("S18 shows markup of an upstream as the text it is", async () => {
    unmount = await mount(<ProblemNotice problem={{ ...limited, detail: "<img src=x onerror=alert(1)>" }} />);
    expect(alert()).toContain("<img src=x onerror=alert(1)>");
    expect(document.querySelector("img")).toBeNull();
  });

  it("F05 counts down and tries again once at the end", async () => {
    const onRetry = vi.fn();
    unmount = await mount(<ProblemNotice problem={limited} onRetry={onRetry} />);
    expect(alert()).toContain("Tries again by itself in 0:03");
    act(() => void vi.advanceTimersByTime(1500));
    expect(alert()).toContain("0:02");
    expect(onRetry).not.toHaveBeenCalled();
    act(() => void vi.advanceTimersByTime(5000));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});
