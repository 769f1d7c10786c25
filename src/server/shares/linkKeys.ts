import { hkdfSync, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ConfigError } from "../config/Config.ts";
import { errorCode } from "../config/errorCode.ts";
import type { Secret } from "../config/Secret.ts";
import { writeAtomically } from "../store/writeAtomically.ts";

/** One key of the ring, with what is derived from it. */
export interface LinkKey {
  /** Two characters of base64url that stand in every link it signed. */
  readonly kid: string;
  readonly sign: Buffer;
  readonly seal: Buffer;
}

/** The first one signs and seals; all of them check and open. */
export type LinkKeys = readonly [LinkKey, ...LinkKey[]];

export interface LinkKeySources {
  readonly dataDir: string;
  /** `SESSION_SECRET`, which replicas share. */
  readonly secret?: Secret | undefined;
  /** `SESSION_SECRET_PREVIOUS`: the one before, whose links still open. */
  readonly previous?: Secret | undefined;
}

const KEY_BYTES = 32;
const KEY_TEXT = /^[\w-]{43}$/;

/**
 * The keys of links: those of `SESSION_SECRET`, then those of `keys.json` in the data folder, newest first. Without
 * either a key is made and kept there (mode 0600). Throws a ConfigError for a secret that is too short and a file that
 * others can read or that is not ours: links that do not open are better found out at start.
 */
export async function loadLinkKeys({ dataDir, secret, previous }: LinkKeySources): Promise<LinkKeys> {
  const file = path.join(dataDir, "keys.json");
  const given = [
    ...keyTexts("SESSION_SECRET", secret),
    ...keyTexts("SESSION_SECRET_PREVIOUS", previous),
    ...readKeys(file),
  ];
  const [first, ...others] = given;
  if (first !== undefined) return [linkKey(first), ...others.map(linkKey)];
  const made = randomBytes(KEY_BYTES).toString("base64url");
  await writeKeys(file, [made]);
  return [linkKey(made)];
}

/** Puts a new key before the newest one, which still checks; what is older is dropped (n−1). */
export async function rotateLinkKeys(dataDir: string): Promise<void> {
  const file = path.join(dataDir, "keys.json");
  const made = randomBytes(KEY_BYTES).toString("base64url");
  await writeKeys(file, [made, ...readKeys(file).slice(0, 1)]);
}

export function linkKey(text: string): LinkKey {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", text, "", `sightglass links: ${purpose}`, bytes));
  return {
    kid: derive("name", 2).toString("base64url").slice(0, 2),
    sign: derive("sign", KEY_BYTES),
    seal: derive("seal", KEY_BYTES),
  };
}

function keyTexts(name: string, secret: Secret | undefined): readonly string[] {
  if (secret === undefined) return [];
  const text = secret.reveal();
  if (Buffer.byteLength(text) >= KEY_BYTES) return [text];
  throw new ConfigError([`${name}: must be at least ${KEY_BYTES} bytes, such as openssl rand -base64 32`]);
}

function readKeys(file: string): readonly string[] {
  let text: string;
  try {
    // A Windows file has no such mode.
    const isOpen = process.platform !== "win32" && (fs.statSync(file).mode & 0o077) !== 0;
    if (isOpen) throw new ConfigError([`${file}: can be read by others, who could make links; chmod 600 it`]);
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${file}: cannot be read (${errorCode(error)})`]);
  }
  const keys = parsed(text);
  if (keys === null)
    throw new ConfigError([`${file}: is damaged; restore it, or remove it and every link leads nowhere`]);
  return keys;
}

/** `{"keys": ["…"]}`, each 32 random bytes in base64url, newest first. */
function parsed(text: string): readonly string[] | null {
  try {
    const { keys } = JSON.parse(text) as { readonly keys?: unknown };
    const isOurs = Array.isArray(keys) && keys.every((key) => typeof key === "string" && KEY_TEXT.test(key));
    return isOurs && keys.length > 0 ? (keys as string[]) : null;
  } catch {
    return null;
  }
}

async function writeKeys(file: string, keys: readonly string[]): Promise<void> {
  try {
    await writeAtomically(file, `${JSON.stringify({ keys })}\n`);
  } catch (error) {
    throw new ConfigError([`${file}: cannot be written (${errorCode(error)})`]);
  }
}
