import { Secret } from "../config/Secret.ts";
import { isHeaderText } from "./readSecret.ts";
import type { FetchedToken } from "./TokenProvider.ts";

/** Servers take heads of 8 to 16 KiB. */
const MAX_TOKEN_LENGTH = 12 * 1024;
const MIN_LIFE_S = 1;
const MAX_LIFE_S = 10 * 365 * 24 * 3600;

/** A token endpoint's 2xx answer (RFC 6749 §5.1) → the token, or what is wrong with it, which quotes nothing of it. */
export function readTokenAnswer(text: string): FetchedToken | string {
  const answer = parse(text);
  if (answer === undefined) return "Its answer is no JSON object";
  const { access_token: token, token_type: type, expires_in: life } = answer;
  if (typeof token !== "string" || token === "") return "Its answer holds no access_token";
  if (token.length > MAX_TOKEN_LENGTH)
    return `Its access_token is longer than ${MAX_TOKEN_LENGTH} characters`;
  if (!isHeaderText(token)) return "Its access_token holds characters no header may hold";
  if (typeof type !== "string" || type.toLowerCase() !== "bearer") return "Its token_type is not Bearer";
  // Without it nobody can tell when the token must no longer be used.
  if (life === undefined) return "Its answer does not say expires_in";
  if (typeof life !== "number" || !(life >= MIN_LIFE_S) || life > MAX_LIFE_S)
    return "Its expires_in is no number of seconds from 1 up";
  return { token: new Secret(token), lifeMs: life * 1000 };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
