import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { linkAsk, type OpenedLink } from "../../../contract/shares.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { findQuestion, type LinkQuestion } from "../../../domain/share/linkQuestions.ts";
import { knownPrincipal } from "../../auth/principalOf.ts";
import { untilGone } from "../../http/untilGone.ts";
import { forReader } from "../../panels/forReaders.ts";
import { toldAs } from "../../panels/rights.ts";
import { OncePer } from "../../panels/OncePer.ts";
import { keptPart, liveQuestion, sendKept } from "../../shares/answerLink.ts";
import { CoveredParts } from "../../shares/CoveredParts.ts";
import { LinkDoor } from "../../shares/LinkDoor.ts";
import { mayReadQuery, openedLinkOf } from "../../shares/presentLink.ts";
import type { SharedContent } from "../../shares/SharedContent.ts";
import type { ShareParts } from "../../shares/ShareParts.ts";
import type { ShareRow, SnapshotPart } from "../../store/Store.ts";
import { sendAnswer } from "../panels/panelQueryRoutes.ts";
import { parseBody } from "../parseBody.ts";

/** A page that is loaded again within this time is the same opening. */
const OPENING_MS = 60_000;

interface Openings extends ShareParts {
  readonly door: LinkDoor;
  readonly openings: OncePer;
  readonly coveredParts: CoveredParts;
}

/** What whoever has a link may ask: what it shows, and the answers of its panels. */
export function linkRoutes(app: FastifyInstance, parts: ShareParts): void {
  const all = {
    ...parts,
    door: new LinkDoor(parts),
    openings: new OncePer(OPENING_MS, parts.now),
    coveredParts: new CoveredParts(),
  };
  app.get("/api/links/:token", { config: { access: "own-read", role: "anyone" } }, (request) =>
    openLink(request, all),
  );
  app.post(
    "/api/links/:token/panels/:panel/queries/:letter",
    { config: { access: "own-write", role: "anyone", asks: "clamped" } },
    (request, reply) => answerLink(request, reply, all),
  );
}

async function openLink(request: FastifyRequest, parts: Openings): Promise<OpenedLink> {
  const { door, store } = parts;
  const reader = knownPrincipal(request);
  const row = await door.open(tokenOf(request), reader);
  const content = await door.content(row);
  const readsNotes = row.kind === "frozen" && mayReadQuery(row, content, reader);
  const notes = readsNotes ? await store.shares.notes(row.id) : [];
  await noteOpening(request, row, parts);
  return openedLinkOf(row, content, { reader, notes });
}

async function answerLink(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: Openings,
): Promise<FastifyReply> {
  const { door, answers, coverNames, now } = parts;
  const reader = knownPrincipal(request);
  const row = await door.open(tokenOf(request), reader);
  const ask = parseBody(linkAsk, request.body);
  const content = await door.content(row);
  const question = questionOf(request, content, ask.beforeMs ?? 0);
  await noteOpening(request, row, parts);
  // The one panel of a view of Explore has the same id in every link.
  const scope = row.view.page === "explore" ? row.id : question.id;
  const cover = mayReadQuery(row, content, reader) ? undefined : (body: Buffer) => coverNames(body, scope);
  if (row.kind === "frozen" && ask.compare === undefined) {
    const covered =
      cover &&
      ((part: SnapshotPart, isPacked: boolean) =>
        parts.coveredParts.of({ linkId: row.id, part, cover, isPacked }));
    return await sendKept(await keptPart(parts, row, question), { request, reply, covered });
  }
  if (row.kind === "live" && ask.compare !== undefined)
    throw fail("BAD_REQUEST", { detail: "compare: this link has nothing kept to compare with" });
  // Whoever is not known asks no source, whatever the link.
  if (reader === undefined) throw fail("SIGN_IN_NEEDED");
  try {
    const asked = liveQuestion(question, { row, content, ask, nowMs: now() });
    const answer = await answers.ask({ ...asked, owner: reader.id, signal: untilGone(reply) });
    const body = cover?.(answer.body) ?? answer.body;
    return await sendAnswer({ ...answer, body }, request, reply);
  } catch (error) {
    const sourceIds = question.panel.queries.map(({ sourceId }) => sourceId);
    throw forReader(error, toldAs(reader, sourceIds));
  }
}

/** A query of the link's own panels, and what it compares with. Throws PANEL_NOT_FOUND for anything else. */
function questionOf(request: FastifyRequest, { panels }: SharedContent, beforeMs: number): LinkQuestion {
  const { panel: id, letter = "" } = request.params as { readonly panel?: string; readonly letter?: string };
  const panel = panels.find((one) => one.id === id);
  const question = panel && findQuestion(panel, { letter, beforeMs });
  if (question === undefined) throw fail("PANEL_NOT_FOUND");
  return question;
}

function tokenOf({ params }: FastifyRequest): string {
  return (params as { readonly token?: string }).token ?? "";
}

/** By whichever request it was opened first. What cannot be counted is opened all the same. */
async function noteOpening(
  request: FastifyRequest,
  { id, label }: ShareRow,
  { store, audit, logger, now, openings, peers }: Openings,
): Promise<void> {
  const reader = knownPrincipal(request);
  if (!openings.isDue(`${id}\n${reader?.id ?? peers.addressOf(request.raw)}`)) return;
  await audit(request, {
    action: "open",
    kind: "share",
    objectId: id,
    name: label,
    ...(reader === undefined && { who: { id: "", name: "Anyone with the link" } }),
  });
  try {
    await store.shares.opened(id, now());
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    logger.warn("opening not counted", { requestId: request.id, reason });
  }
}
