import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { hashOf } from "../auth/secretText.ts";
import type { LinkKey, LinkKeys } from "./linkKeys.ts";

/** What a link is made of, and what is kept of it. */
export interface MintedLink {
  /** The last part of `/s/…`. */
  readonly token: string;
  readonly secretHash: string;
  readonly sealed: string;
}

/** 160 bits that nobody guesses. */
const SECRET_BYTES = 20;
/** 96 bits: forging one takes 2^95 requests on average. */
const MAC_BYTES = 12;
const SHAPE = /^([\w-]{27})\.([\w-]{2})([\w-]{16})$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Links as `secret "." kid mac`, all base64url. The mac is checked before anything is looked up, so that whoever tries
 * links learns and costs nothing; whether a link still opens is told by its row alone.
 */
export class LinkTokens {
  readonly #keys: LinkKeys;

  constructor(keys: LinkKeys) {
    this.#keys = keys;
  }

  mint(): MintedLink {
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    const secretHash = hashOf(secret);
    return { token: this.#tokenOf(secret), secretHash, sealed: this.#seal(secret, secretHash) };
  }

  /** The hash under which the link is kept, for a token that we made; null for anything else. */
  check(token: string): string | null {
    const [, secret = "", kid = "", mac = ""] = SHAPE.exec(token) ?? [];
    // 27 characters have two bits more than 20 bytes: only one way to write them is ours.
    const isExact = Buffer.from(secret, "base64url").toString("base64url") === secret;
    const given = Buffer.from(mac.padEnd(16, "A"), "base64url");
    let isOurs = false;
    for (const key of this.#keys) {
      const isSame = timingSafeEqual(macOf(key, secret), given);
      isOurs = (isSame && key.kid === kid) || isOurs;
    }
    return isOurs && isExact && secret !== "" ? hashOf(secret) : null;
  }

  /** The link anew, signed with the newest key; null where the key that sealed it is gone. */
  tokenAgain(sealed: string, secretHash: string): string | null {
    const [kid, text = ""] = sealed.split(".");
    const bytes = Buffer.from(text, "base64url");
    for (const key of this.#keys) {
      const secret = key.kid === kid ? open(key, bytes, secretHash) : null;
      if (secret !== null) return this.#tokenOf(secret);
    }
    return null;
  }

  #tokenOf(secret: string): string {
    const [key] = this.#keys;
    return `${secret}.${key.kid}${macOf(key, secret).toString("base64url")}`;
  }

  /** Bound to its row: sealed text of another one does not open. */
  #seal(secret: string, secretHash: string): string {
    const [key] = this.#keys;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key.seal, nonce).setAAD(Buffer.from(secretHash));
    const sealed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `${key.kid}.${sealed.toString("base64url")}`;
  }
}

function macOf({ kid, sign }: LinkKey, secret: string): Buffer {
  return createHmac("sha256", sign).update(`${kid}.${secret}`).digest().subarray(0, MAC_BYTES);
}

function open({ seal }: LinkKey, bytes: Buffer, secretHash: string): string | null {
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
  try {
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv("aes-256-gcm", seal, bytes.subarray(0, NONCE_BYTES), options)
      .setAAD(Buffer.from(secretHash))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const secret = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8");
    return secret + decipher.final("utf8");
  } catch {
    return null;
  }
}
