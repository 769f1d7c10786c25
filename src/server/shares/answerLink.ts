import { promisify } from "node:util";
import { constants, gunzip, gzip } from "node:zlib";
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
const pack = promisify(gzip);

export interface KeptReply {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** For whoever may not read the query: takes from the answer what is of it. */
  readonly cover: ((body: Buffer) => Buffer) | undefined;
}

/** As it was kept: the bytes are packed already, unless something of them is covered. */
export async function sendKept(
  { contentType, plan, warnings, gzip: kept }: SnapshotPart,
  { request, reply, cover }: KeptReply,
): Promise<FastifyReply> {
  reply.header("x-sightglass-plan", plan).header("vary", "accept-encoding").type(contentType);
  if (warnings > 0) reply.header("x-sightglass-warnings", String(warnings));
  const isPacked = takesGzip(request.headers["accept-encoding"]);
  if (cover === undefined && isPacked)
    return reply.header("content-encoding", "gzip").send(Buffer.from(kept));
  const whole = await inflate(kept);
  const body = cover?.(whole) ?? whole;
  if (!isPacked) return reply.send(body);
  const packed = body === whole ? Buffer.from(kept) : await pack(body, { level: constants.Z_BEST_SPEED });
  return reply.header("content-encoding", "gzip").send(packed);
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
