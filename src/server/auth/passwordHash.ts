import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<"argon2id", Argon2Parameters, Buffer>(argon2);

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. About 50 ms of one processor. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const [SALT_BYTES, HASH_BYTES] = [16, 32];

/** "$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>": the PHC string format, whose base64 has no padding. */
const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { memory, passes, parallelism } = COST;
  const derived = await derive("argon2id", {
    ...COST,
    message: messageOf(password),
    nonce: salt,
    tagLength: HASH_BYTES,
  });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(salt)}$${bare(derived)}`;
}

/** Looks like a hash and takes as long to compare with, but is of no password. */
export function hashOfNothing(): string {
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(randomBytes(SALT_BYTES))}$${bare(randomBytes(HASH_BYTES))}`;
}

/** False for a wrong password, and for a string that is no such hash. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = "", expected = ""] = PHC.exec(phc) ?? [];
  if (memory === undefined) return false;
  const hash = Buffer.from(expected, "base64");
  const derived = await derive("argon2id", {
    message: messageOf(password),
    nonce: Buffer.from(salt, "base64"),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: hash.length,
  });
  return timingSafeEqual(derived, hash);
}

/** A letter typed as one character or as two is the same letter (RFC 8265 §4.2). */
const messageOf = (password: string) => Buffer.from(password.normalize("NFC"), "utf8");

const bare = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
