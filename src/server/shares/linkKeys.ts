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
  /** Ids and covers are made under it. Of a file it is the same after every rotation. */
  readonly ids: Buffer;
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

/** As `keys.json` holds them. */
interface KeptKeys {
  /** Newest first. */
  readonly keys: readonly string[];
  /** Undefined as long as nothing was rotated: it follows from the key that was first. */
  readonly ids: string | undefined;
}

/**
 * The keys of links: those of `SESSION_SECRET`, then those of `keys.json` in the data folder, newest first. Without
 * either a key is made and kept there (mode 0600). Throws a ConfigError for a secret that is too short and a file that
 * others can read or that is not ours: links that do not open are better found out at start.
 */
export async function loadLinkKeys({ dataDir, secret, previous }: LinkKeySources): Promise<LinkKeys> {
  const file = path.join(dataDir, "keys.json");
  const outer = [...keyTexts("SESSION_SECRET", secret), ...keyTexts("SESSION_SECRET_PREVIOUS", previous)];
  const kept = readKeys(file);
  const ids = idsOf(kept);
  const given = [
    ...outer.map(linkKey),
    ...kept.keys.map((text) => ({ ...linkKey(text), ids: Buffer.from(ids, "base64url") })),
  ];
  const [first, ...others] = given;
  if (first !== undefined) return [first, ...others];
  const made = randomBytes(KEY_BYTES).toString("base64url");
  await writeKeys(file, { keys: [made], ids: undefined });
  return [linkKey(made)];
}

/** The keys under which ids were ever made, the one of new ids first. */
export function idKeysOf(keys: LinkKeys): readonly [Buffer, ...Buffer[]] {
  const [{ ids }, ...others] = keys;
  return [ids, ...others.map((key) => key.ids).filter((key) => !key.equals(ids))];
}

function idsOf({ keys, ids }: KeptKeys): string {
  return ids ?? linkKey(keys.at(-1) ?? "").ids.toString("base64url");
}

/** Puts a new key before the newest one, which still checks; what is older is dropped (n−1). Ids stay what they are. */
export async function rotateLinkKeys(dataDir: string): Promise<void> {
  const file = path.join(dataDir, "keys.json");
  const made = randomBytes(KEY_BYTES).toString("base64url");
  const kept = readKeys(file);
  const ids = kept.keys.length === 0 ? undefined : idsOf(kept);
  await writeKeys(file, { keys: [made, ...kept.keys.slice(0, 1)], ids });
}

export function linkKey(text: string): LinkKey {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", text, "", `sightglass links: ${purpose}`, bytes));
  return {
    kid: derive("name", 2).toString("base64url").slice(0, 2),
    sign: derive("sign", KEY_BYTES),
    seal: derive("seal", KEY_BYTES),
    ids: derive("ids", KEY_BYTES),
  };
}

function keyTexts(name: string, secret: Secret | undefined): readonly string[] {
  if (secret === undefined) return [];
  const text = secret.reveal();
  if (Buffer.byteLength(text) >= KEY_BYTES) return [text];
  throw new ConfigError([`${name}: must be at least ${KEY_BYTES} bytes, such as openssl rand -base64 32`]);
}

function readKeys(file: string): KeptKeys {
  let text: string;
  try {
    // A Windows file has no such mode.
    const isOpen = process.platform !== "win32" && (fs.statSync(file).mode & 0o077) !== 0;
    if (isOpen) throw new ConfigError([`${file}: can be read by others, who could make links; chmod 600 it`]);
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { keys: [], ids: undefined };
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${file}: cannot be read (${errorCode(error)})`]);
  }
  const keys = parsed(text);
  if (keys === null)
    throw new ConfigError([`${file}: is damaged; restore it, or remove it and every link leads nowhere`]);
  return keys;
}

/** `{"keys": ["…"], "ids": "…"}`, each 32 bytes in base64url. */
function parsed(text: string): KeptKeys | null {
  try {
    const { keys, ids } = JSON.parse(text) as { readonly keys?: unknown; readonly ids?: unknown };
    const isKey = (key: unknown): key is string => typeof key === "string" && KEY_TEXT.test(key);
    if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey)) return null;
    if (ids !== undefined && !isKey(ids)) return null;
    return { keys, ids };
  } catch {
    return null;
  }
}

async function writeKeys(file: string, { keys, ids }: KeptKeys): Promise<void> {
  try {
    await writeAtomically(file, `${JSON.stringify({ keys, ...(ids !== undefined && { ids }) })}\n`);
  } catch (error) {
    throw new ConfigError([`${file}: cannot be written (${errorCode(error)})`]);
  }
}
