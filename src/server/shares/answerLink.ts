import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { LinkAsk } from "../../contract/shares.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { keptLetter, type LinkQuestion } from "../../domain/share/linkQuestions.ts";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";
import type { PanelQuestion } from "../panels/PanelAnswers.ts";
import type { ShareRow, SnapshotPart } from "../store/Store.ts";
import { takesGzip } from "../upstream/takesGzip.ts";
import type { SharedContent } from "./SharedContent.ts";
import type { ShareParts } from "./ShareParts.ts";

/** What was kept for a question of a frozen link. Throws PANEL_NOT_FOUND. */
export async function keptPart(
  { store }: Pick<ShareParts, "store">,
  { id }: Pick<ShareRow, "id">,
  question: LinkQuestion,
): Promise<SnapshotPart> {
  const part = await store.shares.part(id, question.id, keptLetter(question));
  if (part === undefined) throw fail("PANEL_NOT_FOUND");
  return part;
}

const inflate = promisify(gunzip);

export interface KeptReply {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** For whoever may not read the query: the answer without what is of it, as gzip or as it is. */
  readonly covered: ((part: SnapshotPart, isPacked: boolean) => Promise<Buffer>) | undefined;
}

/** As it was kept: the bytes are packed already, unless something of them is covered. */
export async function sendKept(
  part: SnapshotPart,
  { request, reply, covered }: KeptReply,
): Promise<FastifyReply> {
  const { contentType, plan, warnings, gzip } = part;
  const isPacked = takesGzip(request.headers["accept-encoding"]);
  const asKept = async () => (isPacked ? Buffer.from(gzip) : await inflate(gzip));
  const body = covered === undefined ? await asKept() : await covered(part, isPacked);
  reply.header("x-sightglass-plan", plan).header("vary", "accept-encoding").type(contentType);
  if (warnings > 0) reply.header("x-sightglass-warnings", String(warnings));
  if (isPacked) reply.header("content-encoding", "gzip");
  return reply.send(body);
}

/** What is asked of a source for a link: its own query, range and choices; of the reader comes the width alone. */
export function liveQuestion(
  { panel, letter, beforeMs }: LinkQuestion,
  { row, content, ask, nowMs }: { row: ShareRow; content: SharedContent; ask: LinkAsk; nowMs: number },
): Pick<
  PanelQuestion,
  "panel" | "letter" | "variables" | "startMs" | "endMs" | "plotPx" | "zone" | "beforeMs"
> {
  const range = resolveRange(panel.range ?? content.range, nowMs, row.zone);
  if (range === null) throw fail("BAD_REQUEST", { detail: "startMs: the range of this link has not begun" });
  const { startMs, endMs } = ask.compare === "until-now" ? untilNow(range, nowMs) : range;
  const { variables } = content;
  const { plotPx } = ask;
  return { panel, letter, variables, startMs, endMs, plotPx, zone: row.zone, beforeMs };
}

const untilNow = ({ startMs, endMs }: ResolvedRange, nowMs: number): ResolvedRange => ({
  startMs: nowMs - (endMs - startMs),
  endMs: nowMs,
});
