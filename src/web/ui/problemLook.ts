import type { IconName } from "./icons.ts";

/** A failure as it is shown; structurally the domain's Problem. */
export interface ShownProblem {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly upstreamStatus?: number;
  readonly retryAfterMs?: number;
  readonly requestId: string;
}

const looks: Record<string, readonly [IconName, string]> = {
  RATE_LIMITED: ["hourglass", "text-warn"],
  OVERLOADED: ["hourglass", "text-warn"],
  SHUTTING_DOWN: ["hourglass", "text-warn"],
  TOO_LARGE: ["layers", "text-warn"],
  TOO_MANY_POINTS: ["layers", "text-warn"],
  UPSTREAM_AUTH: ["shield-off", "text-danger"],
  UPSTREAM_FORBIDDEN: ["shield-off", "text-danger"],
  FORBIDDEN: ["lock", "text-fg-2"],
  UPSTREAM_UNREACHABLE: ["unplug", "text-danger"],
  UPSTREAM_TIMEOUT: ["unplug", "text-danger"],
  OFFLINE: ["unplug", "text-danger"],
  NOT_FOUND: ["search-x", "text-fg-2"],
  SOURCE_NOT_FOUND: ["unlink", "text-fg-2"],
  LINK_NOT_FOUND: ["unlink", "text-fg-2"],
  LINK_EXPIRED: ["unlink", "text-fg-2"],
  LINK_REVOKED: ["unlink", "text-fg-2"],
  TOO_MANY_TRIES: ["hourglass", "text-warn"],
  TOO_MANY_REQUESTS: ["hourglass", "text-warn"],
};

/** The icon of a problem and its colour class. */
export function problemLook(code: string): readonly [IconName, string] {
  return looks[code] ?? ["circle-alert", "text-danger"];
}

/** The line for whoever is asked for help: code, upstream status, request id. */
export function problemFacts(problem: ShownProblem): string {
  return [
    problem.code,
    problem.upstreamStatus !== undefined && `upstream ${problem.upstreamStatus}`,
    problem.requestId !== "" && `request ${problem.requestId}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** 74 s → "1:14". */
export function countdownText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
