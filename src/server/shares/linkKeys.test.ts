import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "../config/Config.ts";
import { Secret } from "../config/Secret.ts";
import { idKeysOf, loadLinkKeys, rotateLinkKeys } from "./linkKeys.ts";
import { LinkTokens } from "./LinkTokens.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(tmpdir(), "sightglass-keys-"));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));

const file = () => path.join(dataDir, "keys.json");
const KEY_AND_BAD_IDS = JSON.stringify({ keys: ["x".repeat(43)], ids: "short" });
const LONG = new Secret("x".repeat(32));
const tokensOf = async (more: { secret?: Secret; previous?: Secret } = {}) =>
  new LinkTokens(await loadLinkKeys({ dataDir, ...more }));
const refusal = async (more: { secret?: Secret } = {}): Promise<string> => {
  try {
    await loadLinkKeys({ dataDir, ...more });
  } catch (error) {
    if (error instanceof ConfigError) return error.lines.join("\n");
    throw error;
  }
  return "";
};

describe("the keys of links", () => {
  it("T8 are made once, in a file that only its owner reads", async () => {
    const { token } = (await tokensOf()).mint();
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
    expect((await tokensOf()).check(token)).not.toBeNull();
  });

  it("T8 the one before stays when a new one is made, and the one before that goes", async () => {
    const first = (await tokensOf()).mint().token;
    await rotateLinkKeys(dataDir);
    const second = await tokensOf();
    expect([second.check(first) !== null, second.check(second.mint().token) !== null]).toEqual([true, true]);
    await rotateLinkKeys(dataDir);
    expect((await tokensOf()).check(first)).toBeNull();
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  });

  it("T6 ids of starter boards outlive every rotation of the file, and a change of the secret as links do", async () => {
    const ids = async (more: { secret?: Secret; previous?: Secret } = {}) =>
      idKeysOf(await loadLinkKeys({ dataDir, ...more })).map((key) => key.toString("hex"));
    const first = await ids();
    for (let round = 0; round < 3; round += 1) {
      await rotateLinkKeys(dataDir);
      expect(await ids()).toEqual(first);
    }
    const [shared, ...kept] = await ids({ secret: LONG });
    expect(kept).toEqual(expect.arrayContaining(first));
    expect(await ids({ secret: new Secret("y".repeat(32)), previous: LONG })).toContain(shared);
    expect(await ids({ secret: LONG })).not.toEqual(first);
  });

  it("T8 of replicas come from one secret, and those of the file and the secret before still check", async () => {
    const kept = (await tokensOf()).mint().token;
    const shared = (await tokensOf({ secret: LONG })).mint().token;
    const other = new Secret("y".repeat(32));
    const moved = await tokensOf({ secret: other, previous: LONG });
    expect([kept, shared].map((token) => moved.check(token) !== null)).toEqual([true, true]);
    fs.rmSync(file());
    const elsewhere = await tokensOf({ secret: LONG });
    expect(elsewhere.check(shared)).not.toBeNull();
    // Nothing is written where the secret comes from outside.
    expect(fs.existsSync(file())).toBe(false);
  });

  it("are refused at start where they are short, damaged or readable by others", async () => {
    expect(await refusal({ secret: new Secret("short") })).toContain(
      "SESSION_SECRET: must be at least 32 bytes",
    );
    for (const text of ["", "{", '{"keys":[]}', '{"keys":["x"]}', "[]", KEY_AND_BAD_IDS]) {
      fs.writeFileSync(file(), text, { mode: 0o600 });
      expect(await refusal()).toContain("keys.json: is damaged");
    }
    fs.rmSync(file());
    await tokensOf();
    fs.chmodSync(file(), 0o640);
    expect(await refusal()).toContain("chmod 600");
  });
});
