// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import type { Session } from "../../contract/session.ts";
import { mayAskAtOnce, rememberWhoAsks } from "./askAtOnce.ts";

const as = (role: NonNullable<Session["person"]>["role"]) => ({ person: { id: "p", name: "P", role } });

function servePage(mode: string): void {
  const meta = document.createElement("meta");
  Object.assign(meta, { name: "sightglass-sign-in", content: mode });
  document.head.append(meta);
}

afterEach(() => {
  document.head.replaceChildren();
  localStorage.clear();
});

describe("asking for sources before it is known who is there", () => {
  it("I2 waits in a browser that knows nobody, and again after a viewer or nobody was there", () => {
    servePage("password");
    expect(mayAskAtOnce()).toBe(false);
    rememberWhoAsks(as("editor"));
    expect(mayAskAtOnce()).toBe(true);
    for (const next of [as("viewer"), {}]) {
      rememberWhoAsks(as("admin"));
      rememberWhoAsks(next);
      expect(mayAskAtOnce()).toBe(false);
    }
  });

  it("does not wait where nobody signs in, and keeps nothing for it", () => {
    servePage("none");
    expect(mayAskAtOnce()).toBe(true);
    rememberWhoAsks(as("admin"));
    expect(localStorage).toHaveLength(0);
  });
});
