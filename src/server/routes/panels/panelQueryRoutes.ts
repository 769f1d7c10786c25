import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { panelAsk } from "../../../contract/panels.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { mayAs } from "../../auth/Principal.ts";
import { principalOf } from "../../auth/principalOf.ts";
import type { PlaceNow } from "../../cache/Answers.ts";
import { untilGone } from "../../http/untilGone.ts";
import { checkChoices } from "../../panels/checkChoices.ts";
import { forReader } from "../../panels/forReaders.ts";
import { OncePer } from "../../panels/OncePer.ts";
import type { PanelAnswer } from "../../panels/PanelAnswers.ts";
import { PanelWait } from "../../panels/PanelWaits.ts";
import { toldAs } from "../../panels/rights.ts";
import { takesGzip } from "../../upstream/takesGzip.ts";
import type { BoardRoutesOptions } from "../boards/BoardRoutesOptions.ts";
import { panelIdOf } from "../boards/pathIds.ts";
import { parseBody } from "../parseBody.ts";

/** The store writes it once a minute; sooner it need not be asked. */
const RAN_MS = 60_000;

/** POST /api/panels/:panel/queries/:letter: what readers see of a panel's data. */
export function panelQueryRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  const { shelf, answers, coverNames, waits } = options;
  const noteRun = createRunNotes(options);
  app.post(
    "/api/panels/:panel/queries/:letter",
    { config: { access: "own-write", role: "viewer", asks: "clamped" } },
    async (request, reply) => {
      const principal = principalOf(request);
      const { id: owner, name } = principal;
      const ask = parseBody(panelAsk, request.body);
      const { row, board } = await shelf.panel(panelIdOf(request));
      const { letter } = request.params as { letter: string };
      const query = row.panel.queries.find((one) => one.letter === letter);
      if (query === undefined || query.isHidden) throw fail("PANEL_NOT_FOUND");
      const variables = checkChoices(board.board.variables, ask.variables);
      const signal = untilGone(reply);
      const told = toldAs(principal, [query.sourceId]);
      const wait = new PanelWait({ panelId: row.id, letter });
      const onAsked = (placeNow: PlaceNow) => wait.asked(placeNow);
      waits.add(owner, wait);
      try {
        const question = { ...ask, panel: row.panel, letter, variables, owner, signal, onAsked };
        const answer = await answers.ask(question);
        if (!board.isStarter) noteRun(row.id, { by: name, request });
        const body = mayAs(told, "editor") ? answer.body : coverNames(answer.body, row.id);
        return await sendAnswer({ ...answer, body }, request, reply);
      } catch (error) {
        // Nobody is there to be told.
        if (signal.aborted) return reply.hijack();
        throw forReader(error, told);
      } finally {
        waits.delete(owner, wait);
      }
    },
  );
}

/** Notes when a panel last ran, and for whom (I1). Nobody waits for it. */
function createRunNotes({ store, logger, now }: BoardRoutesOptions) {
  const runs = new OncePer(RAN_MS, now);
  return (panelId: string, { by, request }: { by: string; request: FastifyRequest }): void => {
    if (!runs.isDue(panelId)) return;
    store.panels.ran(panelId, { atMs: now(), by }).catch((error: unknown) => {
      logger.warn("run not noted", { requestId: request.id, reason: String(error) });
    });
  };
}

const compress = promisify(gzip);
/** Below this a packet more or less decides nothing. */
const SMALL_BYTES = 2_048;

/** The answer as it is; how many warnings came with it, so that nobody takes half of it for the whole. */
export async function sendAnswer(
  { body, contentType, plan, warnings }: PanelAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header("x-sightglass-plan", plan).header("vary", "accept-encoding").type(contentType);
  if (warnings > 0) reply.header("x-sightglass-warnings", String(warnings));
  const isLarge = body.length > SMALL_BYTES && takesGzip(request.headers["accept-encoding"]);
  if (!isLarge) return reply.send(body);
  const packed = await compress(body, { level: constants.Z_BEST_SPEED });
  return reply.header("content-encoding", "gzip").send(packed);
}
