import type { ShareRow } from "../../src/contract/shares.ts";
import { ADMIN } from "../pages/signIn.ts";
import { type RunningApp, startApp } from "./appServer.ts";
import { expect, test as base } from "./passwordFixtures.ts";
import { signedIn, type SignedIn } from "./people.ts";

/** A support desk: an admin, somebody who writes boards, and two who read them. */
export interface Desk {
  readonly app: RunningApp;
  readonly admin: SignedIn;
  /** Ada, an editor. */
  readonly editor: SignedIn;
  /** "Support desk" and "Night shift", viewers. */
  readonly viewers: readonly [SignedIn, SignedIn];
}

export interface Range {
  readonly from: string;
  readonly to: string;
}

const PASSWORD = "a password of the desk";

async function startDesk(): Promise<Desk> {
  const app = await startApp({
    env: { SIGHTGLASS_ADMIN_PASSWORD: ADMIN.password },
    config: "auth: { mode: password, public_links: true }\n",
  });
  const admin = await signedIn(app, ADMIN);
  const add = async (name: string, role: string) => {
    await admin.ask("POST /api/people", { name, role, password: PASSWORD, sources: null });
    return await signedIn(app, { name, password: PASSWORD });
  };
  const editor = await add("Ada Nilsen", "editor");
  return {
    app,
    admin,
    editor,
    viewers: [await add("Support desk", "viewer"), await add("Night shift", "viewer")],
  };
}

export const MOBILE_BOARD = "starter-mobile-network";

/** The newest hour that ends on a Wednesday at 13:47 UTC, seven minutes into Fjordtel's outage. */
export function outageHour(nowMs = Date.now()): Range {
  const DAY_MS = 86_400_000;
  const WEDNESDAY_MS = Date.UTC(2025, 0, 1, 13, 47);
  const endMs = WEDNESDAY_MS + Math.floor((nowMs - WEDNESDAY_MS) / (7 * DAY_MS)) * 7 * DAY_MS;
  return { from: String(endMs - 3_600_000), to: String(endMs) };
}

/** Makes a link to the board of the mobile network, with Fjordtel chosen. */
export async function shareBoard(
  by: SignedIn,
  more: {
    readonly label: string;
    readonly kind: "live" | "frozen";
    readonly audience?: "anyone";
    readonly range?: Range;
  },
): Promise<ShareRow & { readonly path: string }> {
  const { range = { from: "now-1h", to: "now" }, ...wanted } = more;
  const view = { page: "board", boardId: MOBILE_BOARD, range, variables: { customer: ["Fjordtel"] } };
  const usual = {
    time: "relative",
    audience: "signed-in",
    showsQuery: false,
    days: 30,
    plotPx: 960,
    zone: "UTC",
  };
  return await by.ask("POST /api/shares", { ...usual, ...wanted, view });
}

export const test = base.extend<object, { readonly desk: Desk }>({
  desk: [
    async ({}, use) => {
      const desk = await startDesk();
      await use(desk);
      await desk.app.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect };
