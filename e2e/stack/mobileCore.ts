import type { BoardView } from "../../src/contract/boards.ts";
import type { PanelView } from "../../src/contract/panels.ts";
import type { SourceView } from "../../src/contract/sources.ts";
import { ADMIN } from "../pages/signIn.ts";
import { type RunningApp, startApp } from "./appServer.ts";
import { signedIn, type SignedIn } from "./people.ts";

/** A server with sign-in, whose board of a mobile core asks a Prometheus elsewhere, as at work. */
export interface MobileCore {
  readonly app: RunningApp;
  readonly admin: SignedIn;
  readonly source: { readonly id: string; readonly url: string };
  readonly boardId: string;
  /** Every query of the board, as it is kept. */
  readonly exprs: readonly string[];
  readonly stop: () => Promise<void>;
}

const STARTER = "starter-mobile-network";

/** The demo of one server is the Prometheus of the other. */
export async function startMobileCore(): Promise<MobileCore> {
  const upstream = await startApp();
  const app = await startApp({
    env: { SIGHTGLASS_ADMIN_PASSWORD: ADMIN.password },
    config: "demo: true\nserver: { allow_private: true }\nauth: { mode: password }\n",
  });
  const admin = await signedIn(app, ADMIN);
  const url = `${upstream.url}/api/sources/demo-metrics`;
  const draft = { name: "Core of the north", kind: "prometheus", url, auth: { type: "none" } };
  const { id } = await admin.ask<SourceView>("POST /api/sources", draft);
  const starter = await admin.ask<BoardView>(`GET /api/boards/${STARTER}/document`);
  const { boardId, exprs } = await copyBoard(admin, starter, id);
  return {
    app,
    admin,
    source: { id, url },
    boardId,
    exprs,
    stop: async () => {
      await app.stop();
      await upstream.stop();
    },
  };
}

/** The starter board again, asking another source. */
async function copyBoard(admin: SignedIn, { board, panels }: BoardView, sourceId: string) {
  const variables = board.variables.map(({ choice, ...variable }) => ({
    ...variable,
    choice: choice.kind === "label" ? { ...choice, sourceId } : choice,
  }));
  const made = await admin.ask<BoardView>("POST /api/boards", {
    board: { ...board, name: "Can they call?", folder: "Support", items: [], variables },
  });
  const exprs: string[] = [];
  for (const { panelId, width, height } of board.items) {
    const panel = panels.find(({ id }) => id === panelId)?.panel;
    if (panel === undefined) continue;
    const queries = panel.queries.map((query) => ({ ...query, sourceId }));
    exprs.push(...queries.map(({ expr }) => expr));
    const body = { boardId: made.id, panel: { ...panel, queries }, width, height };
    await admin.ask<PanelView>("POST /api/panels", body);
  }
  return { boardId: made.id, exprs };
}
