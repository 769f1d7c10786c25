import { createHmac, timingSafeEqual } from "node:crypto";
import type { PersonRow } from "../store/AccountStores.ts";
import { randomText } from "./secretText.ts";

/** As long as somebody may stay away and still come past who guesses at their name. */
export const KNOWN_S = 180 * 86_400;

const VALUE = /^([\w-]{43})\.([\w-]{43})$/;

type Known = Pick<PersonRow, "id" | "passwordHash">;

/**
 * The value of a cookie by which a browser shows that this person signed in with it before: its tries are counted
 * apart from those of strangers, who could else keep anybody out by guessing (OWASP's "device cookies"). It opens
 * nothing. Its key is the hash of the password, which every replica has and nobody else; a new password ends it.
 */
export function knownBrowser(person: Known): string | undefined {
  const nonce = randomText();
  const proof = proofOf(person, nonce);
  return proof && `${nonce}.${proof.toString("base64url")}`;
}

/** Which browser it is; undefined for a value that was not made for this person. */
export function browserOf(person: Known | undefined, value: string | undefined): string | undefined {
  const [, nonce = "", proof = ""] = VALUE.exec(value ?? "") ?? [];
  const wanted = person && proofOf(person, nonce);
  const given = Buffer.from(proof, "base64url");
  const isTheirs = wanted?.length === given.length && timingSafeEqual(wanted, given);
  return isTheirs ? nonce : undefined;
}

function proofOf({ id, passwordHash }: Known, nonce: string): Buffer | undefined {
  if (passwordHash === undefined) return undefined;
  return createHmac("sha256", passwordHash).update(`known browser of ${id} ${nonce}`).digest();
}
