import type { Answers } from "../cache/Answers.ts";
import type { Upstreams } from "../upstream/UpstreamPool.ts";

/** Every ask is a call to the source, shared only with those who ask the same at that moment. */
export function directAnswers(upstreams: Pick<Upstreams, "collect">): Answers {
  return {
    ask: ({ call, owner, signal }) =>
      upstreams.collect({ ...call, owner }, { owner, ...(signal && { signal }) }),
  };
}
