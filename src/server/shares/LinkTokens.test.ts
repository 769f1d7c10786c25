import { describe, expect, it } from "vitest";
import { linkKey, type LinkKeys } from "./linkKeys.ts";
import { LinkTokens } from "./LinkTokens.ts";
import { isFull } from "../../testing/isFull.ts";

const keysOf = (...texts: readonly [string, ...string[]]): LinkKeys => {
  const [first, ...others] = texts;
  return [linkKey(first), ...others.map(linkKey)];
};
const MUTATIONS = isFull ? 1_000_000 : 20_000;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Xorshift, so that a failure can be made again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function mutated(token: string, roll: (below: number) => number): string {
  const at = roll(token.length);
  const other = ALPHABET[roll(ALPHABET.length)] ?? "";
  const wild = String.fromCodePoint(roll(0x3000));
  switch (roll(8)) {
    case 0:
      return token.slice(0, at);
    case 1:
      return token.slice(0, at) + token.slice(at + 1);
    case 2:
      return token.slice(0, at) + other + token.slice(at);
    case 3:
      return token.slice(0, at) + wild + token.slice(at + 1);
    case 4:
      return token.slice(at) + token.slice(0, at);
    case 5:
      return token + other;
    case 6: {
      const bit = String.fromCodePoint((token.codePointAt(at) ?? 0) ^ (1 << roll(7)));
      return token.slice(0, at) + bit + token.slice(at + 1);
    }
    default:
      return token.slice(0, at) + other + token.slice(at + 1);
  }
}

describe("the tokens of links", () => {
  const tokens = new LinkTokens(keysOf("one"));

  it("are accepted as they were made, and lead to what is kept of them", () => {
    const { token, secretHash } = tokens.mint();
    expect(token).toMatch(/^[\w-]{27}\.[\w-]{18}$/);
    expect(tokens.check(token)).toBe(secretHash);
    expect(tokens.mint().token).not.toBe(token);
  });

  it(
    `T8 of ${MUTATIONS.toLocaleString("en")} forged, cut and flipped ones none is accepted`,
    () => {
      const roll = dice(20_261_121);
      let minted = tokens.mint();
      let accepted = 0;
      for (let i = 0; i < MUTATIONS; i += 1) {
        if (i % 1000 === 0) minted = tokens.mint();
        const text = mutated(minted.token, roll);
        if (text !== minted.token && tokens.check(text) !== null) accepted += 1;
      }
      expect(accepted).toBe(0);
    },
    isFull ? 300_000 : 20_000,
  );

  it("T8 one secret has one way to be written", () => {
    const { token } = tokens.mint();
    const [secret = "", rest = ""] = token.split(".");
    const last = ALPHABET.indexOf(secret.at(-1) ?? "");
    // The last character holds four bits of the secret and two that are nothing.
    for (const other of [1, 2, 3]) {
      const same = `${secret.slice(0, -1)}${ALPHABET[last ^ other] ?? ""}.${rest}`;
      expect(Buffer.from(same.slice(0, 27), "base64url")).toEqual(Buffer.from(secret, "base64url"));
      expect(tokens.check(same)).toBeNull();
    }
  });

  it("T8 those of another server are none of ours", () => {
    expect(new LinkTokens(keysOf("two")).check(tokens.mint().token)).toBeNull();
  });

  it("T8 those of the key before still open after a rotation, and those before that no longer", () => {
    const { token, secretHash } = tokens.mint();
    expect(new LinkTokens(keysOf("two", "one")).check(token)).toBe(secretHash);
    expect(new LinkTokens(keysOf("three", "two")).check(token)).toBeNull();
  });

  it("are made again from what is kept, with the newest key", () => {
    const { token, secretHash, sealed } = tokens.mint();
    expect(tokens.tokenAgain(sealed, secretHash)).toBe(token);
    const rotated = new LinkTokens(keysOf("two", "one"));
    const again = rotated.tokenAgain(sealed, secretHash) ?? "";
    expect(again).not.toBe(token);
    expect(new LinkTokens(keysOf("two")).check(again)).toBe(secretHash);
  });

  it("are not made from what was kept for another row, changed, or sealed by a key that is gone", () => {
    const { secretHash, sealed } = tokens.mint();
    const other = tokens.mint();
    expect(tokens.tokenAgain(sealed, other.secretHash)).toBeNull();
    expect(tokens.tokenAgain(`${sealed.slice(0, -6)}AAAAAA`, secretHash)).toBeNull();
    expect(new LinkTokens(keysOf("two")).tokenAgain(sealed, secretHash)).toBeNull();
    for (const text of ["", ".", "x", sealed.slice(0, 20)])
      expect(tokens.tokenAgain(text, secretHash)).toBeNull();
  });
});
