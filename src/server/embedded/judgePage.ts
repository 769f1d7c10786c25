import { type Problem, problem } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import type { RefusedHead } from "../upstream/CallEvents.ts";
import { judgeAnswer } from "../upstream/judgeAnswer.ts";

/** An answer that is no page: what it means, in words that hold no secret. */
export function judgePage(answer: RefusedHead, source: Source): Problem {
  const { status: upstreamStatus } = answer;
  if (upstreamStatus === 404 || upstreamStatus === 405) {
    return problem("UPSTREAM_NOT_FOUND", {
      upstreamStatus,
      detail: `It answered ${upstreamStatus}: there is no page at this address`,
      hint: "Check the path of the URL; most pages are at /metrics.",
    });
  }
  return judgeAnswer({ ...answer, source, operation: "health" }).problem;
}

/** A page for people is no page of metrics, whatever its status. */
export function judgeContentType(contentType: string | undefined): Problem | undefined {
  if (!/^\s*(?:text\/html|application\/xhtml)/i.test(contentType ?? "")) return undefined;
  return problem("NOT_AN_API", {
    source: "upstream",
    detail: "It is HTML, not the text of metrics",
    hint: "Check the path of the URL; most pages are at /metrics.",
  });
}
