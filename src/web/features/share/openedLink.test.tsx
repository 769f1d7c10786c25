// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OpenedLink } from "../../../contract/shares.ts";
import { problem } from "../../../domain/problem/Problem.ts";
import { mount, press, until } from "../../../testing/mount.tsx";
import { createQueryClient } from "../../lib/queryClient.ts";
import { OpenedLinkPage } from "./OpenedLinkPage.tsx";
import { toMinutes } from "./toMinutes.ts";

const DAY_MS = 86_400_000;
const nowMs = Date.now();
const frozen: OpenedLink = {
  kind: "frozen",
  page: "explore",
  name: "",
  label: "CPU during the incident",
  sharedBy: { atMs: nowMs - 3 * DAY_MS, by: "Platform team" },
  expiresMs: nowMs + 27 * DAY_MS,
  frozenMs: nowMs - 3 * DAY_MS,
  range: { from: "1700000000000", to: "1700003600000" },
  zone: "UTC",
  panels: [],
  choices: [{ label: "Customer", values: ["Northern Mobile"] }],
  canCompare: true,
};

let unmount = async () => {};
const seen: boolean[] = [];

async function open(answer: () => Response): Promise<void> {
  vi.stubGlobal("fetch", async (url: string) =>
    url === "/api/session"
      ? Response.json({
          mode: "password",
          version: "1",
          canAdd: false,
          basePath: "",
          allowsPublicLinks: true,
        })
      : answer(),
  );
  unmount = await mount(
    <QueryClientProvider client={createQueryClient()}>
      <OpenedLinkPage
        token="abcdefgh.1234"
        renderPanels={({ compares }) => {
          seen.push(compares);
          return <p>panels</p>;
        }}
      />
    </QueryClientProvider>,
  );
}

const text = () => document.body.textContent;

afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
  seen.length = 0;
});

describe("an opened link", () => {
  it("J3 says of what moment it is, how long ago, by whom, and what was chosen", async () => {
    await open(() => Response.json(frozen));
    await until(() => text().includes("panels"));
    expect(text()).toContain("CPU during the incident");
    expect(text()).toMatch(/Frozen \d+ \w{3}.* \d\d:\d\d .*, 3 days ago, by Platform team/);
    expect(text()).toContain("Customer: Northern Mobile");
    await press("Compare with live");
    expect(seen.at(-1)).toBe(true);
  });

  it("has nothing to compare with for those who may not ask a source", async () => {
    await open(() => Response.json({ ...frozen, canCompare: false }));
    await until(() => text().includes("panels"));
    expect(text()).not.toContain("Compare with live");
  });

  it.each(["LINK_EXPIRED", "LINK_REVOKED", "LINK_NOT_FOUND"] as const)(
    "S35 tells when and by whom, and does not offer to try again: %s",
    async (code) => {
      const detail = "Shared by Platform team on 23 October 2025; it ended on 6 November 2025.";
      await open(() => Response.json({ ...problem(code, { detail }), requestId: "r1" }, { status: 410 }));
      await until(() => text().includes(code));
      expect(text()).toContain(detail);
      expect(text()).not.toContain("Try again");
    },
  );

  it("can be tried again where the server failed", async () => {
    let asked = 0;
    await open(() => {
      asked += 1;
      return asked === 1 ? Response.json(problem("INTERNAL"), { status: 500 }) : Response.json(frozen);
    });
    await until(() => text().includes("INTERNAL"));
    await press("Try again");
    await until(() => text().includes("panels"));
  });
});

describe("toMinutes", () => {
  it.each([
    [
      { from: "1700000012345", to: "1700003612345" },
      { from: "1699999980000", to: "1700003580000" },
    ],
    [
      { from: "now-1h", to: "now" },
      { from: "now-1h", to: "now" },
    ],
    [
      { from: "1700000012345", to: "1700000013345" },
      { from: "1700000012345", to: "1700000013345" },
    ],
  ])("of %j is %j", (range, whole) => expect(toMinutes(range)).toEqual(whole));
});
