import { problem, type Problem } from "../../domain/problem/Problem.ts";
import type { RefusedHead } from "./CallEvents.ts";
import { isHtml, pageTitle, quoteText } from "./quoteUpstream.ts";

/** OAuth2 errors whose cure is known (RFC 6749 §5.2). */
const HINTS: ReadonlyMap<string, string> = new Map([
  ["invalid_client", "Check client ID and client secret."],
  ["invalid_scope", "Check the scopes; the client may lack one."],
  ["unauthorized_client", "This client may not use the client credentials grant."],
  ["unsupported_grant_type", "This server does not offer the client credentials grant."],
]);

/** Why there is no token. `detail` begins with what the token endpoint did: "It answered 400: …". */
export function tokenProblem(detail: string, options: { status?: number; hint?: string } = {}): Problem {
  const { status, hint } = options;
  return problem("TOKEN_FETCH", {
    source: "upstream",
    detail: `Token endpoint: ${detail}`,
    ...(status !== undefined && { upstreamStatus: status }),
    ...(hint !== undefined && { hint }),
  });
}

/** An answer that is no token; `text` is already without secrets. */
export function refusedToken({ status, text }: Pick<RefusedHead, "status" | "text">): Problem {
  if (status >= 300 && status < 400)
    return tokenProblem(`It answered ${status}, a redirect; they are never followed with a secret`, {
      status,
      hint: "Give the final token URL.",
    });
  if (isHtml(text)) {
    const title = pageTitle(text);
    return tokenProblem(
      `It answered ${status} with a web page${title === null ? "" : ` titled "${title}"`}`,
      {
        status,
      },
    );
  }
  const { error, description } = oauthError(text);
  if (error !== undefined) {
    const said = description === undefined ? "" : ` (${quoteText(description)})`;
    const hint = HINTS.get(error);
    return tokenProblem(`It answered ${status}: ${error}${said}`, {
      status,
      ...(hint !== undefined && { hint }),
    });
  }
  const quote = quoteText(text.slice(0, 200));
  return tokenProblem(`It answered ${status}${quote === "" ? "" : `: "${quote}"`}`, { status });
}

function oauthError(text: string): { readonly error?: string; readonly description?: string } {
  try {
    const value = JSON.parse(text) as { error?: unknown; error_description?: unknown } | null;
    const error = value?.error;
    const description = value?.error_description;
    if (typeof error !== "string" || !/^[\w.-]{1,64}$/.test(error)) return {};
    return { error, ...(typeof description === "string" && { description }) };
  } catch {
    return {};
  }
}
