import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BoardView } from "../../../contract/boards.ts";
import type { PanelView } from "../../../contract/panels.ts";
import { queueView } from "../../../contract/queue.ts";
import { answer, hang } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../../testing/faultUpstream/dataApp.ts";
import {
  type FaultUpstream,
  startFaultUpstream,
  until,
} from "../../../testing/faultUpstream/FaultUpstream.ts";
import { anAsk, type BoardApp, type Person, startBoardApp } from "../../../testing/boardApp.ts";
import { aBoard, aPanel } from "../../../domain/panel/boardSamples.test-util.ts";

let upstream: FaultUpstream;
let app: BoardApp;
let panels: readonly string[];
beforeAll(async () => {
  upstream = await startFaultUpstream(hang);
  app = await startBoardApp({
    sources: [aSource({ id: "secret-source", baseOrigin: upstream.origin, timeoutMs: 20_000 })],
    upstream: { limits: { runningPerSource: 1 } },
  });
  const { id: boardId } = (await app.editor("POST", "/api/boards", { board: aBoard() })).body as BoardView;
  const made: string[] = [];
  for (const metric of ["one", "two", "three"]) {
    const panel = aPanel("secret-source", `secret_${metric}`);
    const got = await app.editor("POST", "/api/panels", { boardId, panel });
    made.push((got.body as PanelView).id);
  }
  panels = made;
}, 30_000);
afterAll(async () => {
  await app.stop();
  await upstream.close();
});
beforeEach(() => upstream.behave(hang));

/** Asks as the page does, until it is told to leave: "Vera", or "Bob, editor". */
function asking(who: string, panelId: string, leaver: AbortController): void {
  const [name = "", group = "viewer"] = who.split(", ");
  fetch(`${app.url}/api/panels/${panelId}/queries/A`, {
    method: "POST",
    headers: {
      "x-user": name,
      "x-groups": group,
      "x-sightglass": "1",
      "content-type": "application/json",
    },
    body: JSON.stringify(anAsk()),
    signal: leaver.signal,
  }).catch(() => undefined);
}

async function told(person: Person) {
  const got = await person("GET", "/api/queue");
  return { ...queueView.parse(got.body), text: got.text };
}

/** What is told once it is so. */
async function toldOnce(person: Person, isSo: (now: Awaited<ReturnType<typeof told>>) => boolean) {
  let now = await told(person);
  await until(() => {
    void told(person).then((next) => (now = next));
    return isSo(now);
  }, "the queue is as expected");
  return now;
}

describe("the queue as readers of a board are told of it", () => {
  it("T14 T6 a viewer is told which panels wait and how many go first, and never for what", async () => {
    const leaver = new AbortController();
    const [first = "", second = "", third = ""] = panels;
    asking("Vera", first, leaver);
    await until(() => upstream.requests.length === 1, "the first runs");
    asking("Vera", second, leaver);
    await toldOnce(app.viewer, (now) => now.panels.length === 1);
    asking("Vera", third, leaver);
    const vera = await toldOnce(app.viewer, (now) => now.panels.length === 2);
    expect(vera.panels).toEqual([
      { panelId: second, letter: "A", ahead: 0 },
      { panelId: third, letter: "A", ahead: 1 },
    ]);
    expect(vera.waiting).toEqual([]);
    expect(vera.text).not.toContain("secret");

    // Whoever asks the same waits in the same place, and sees nothing of the others.
    const viktor = app.person("Viktor", "viewer");
    asking("Viktor", third, leaver);
    expect((await toldOnce(viktor, (now) => now.panels.length === 1)).panels).toEqual([
      { panelId: third, letter: "A", ahead: 1 },
    ]);
    expect((await told(app.editor)).panels).toEqual([]);

    leaver.abort();
    await toldOnce(app.viewer, (now) => now.panels.length === 0);
  });

  it("S08 an editor who may not ask the source is told the panel alone, too", async () => {
    const leaver = new AbortController();
    const [first = "", second = "", third = ""] = panels;
    const [bound, free] = [app.person("Bob", "editor"), app.person("Free", "editor")];
    await told(bound);
    const bob = (await app.store.people.list()).find(({ name }) => name === "Bob");
    const change = { personId: "", by: "", atMs: 0 };
    await app.store.people.update(bob?.id ?? "", { sources: ["another"] }, change);
    asking("Vera", first, leaver);
    await until(() => upstream.requests.length > 0, "the first runs");
    asking("Bob, editor", second, leaver);
    asking("Free, editor", third, leaver);
    const hidden = await toldOnce(bound, (now) => now.panels.length === 1);
    expect([hidden.waiting, hidden.text.includes("secret")]).toEqual([[], false]);
    const shown = await toldOnce(free, (now) => now.panels.length === 1);
    expect(shown.text).toContain("secret-source");
    leaver.abort();
    await toldOnce(bound, (now) => now.panels.length === 0);
  });

  it("F05 T6 a pause that the source asks for is told to viewers with its countdown, and nothing else of it", async () => {
    upstream.behave(answer({ status: 429, body: "slow down, secret_one", headers: { "retry-after": "7" } }));
    const [panelId = ""] = panels;
    const got = await app.viewer("POST", `/api/panels/${panelId}/queries/A`, anAsk({ plotPx: 1900 }));
    expect([got.status, got.body["code"], got.headers.get("retry-after")]).toEqual([
      429,
      "RATE_LIMITED",
      "7",
    ]);
    expect(got.body["retryAfterMs"]).toBeGreaterThan(6_000);
    expect(got.text).not.toContain("secret");
  });
});
