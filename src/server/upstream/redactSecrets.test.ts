import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { Secret } from "../config/Secret.ts";
import { redactSecrets } from "./redactSecrets.ts";

const TOKEN = "canary/7f3a+token=";
const bearer = aSource({
  auth: { type: "bearer", scheme: "Bearer", credentials: { kind: "value", secret: new Secret(TOKEN) } },
});
const basic = aSource({
  auth: { type: "basic", username: "reader", password: { kind: "value", secret: new Secret("pa:ss word") } },
});
const base64 = (text: string) => Buffer.from(text).toString("base64");

let folder = "";
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("T1 secrets in what a source said", () => {
  it.each([
    ["plain", `bad token ${TOKEN}!`, "bad token [secret]!"],
    ["twice", `${TOKEN} ${TOKEN}`, "[secret] [secret]"],
    ["percent-encoded", `/?t=${encodeURIComponent(TOKEN)}&x=1`, "/?t=[secret]&x=1"],
    ["base64", `key ${base64(TOKEN)}`, "key [secret]"],
    ["not there", 'parse error: unexpected "}"', 'parse error: unexpected "}"'],
  ])("T1 a token, %s", (...[, text, clean]) => {
    expect(redactSecrets(text, bearer)).toBe(clean);
  });

  it("T1 a password, plain and in its header", () => {
    const header = `Basic ${base64("reader:pa:ss word")}`;
    expect(redactSecrets(`${header} / pa:ss word`, basic)).toBe("Basic [secret] / [secret]");
  });

  it("T1 a token of a file, and a file that is gone", () => {
    folder = mkdtempSync(path.join(tmpdir(), "redact-"));
    const file = path.join(folder, "token");
    writeFileSync(file, "from-the-file\n");
    const source = aSource({
      auth: { type: "bearer", scheme: "Bearer", credentials: { kind: "file", path: file } },
    });
    expect(redactSecrets("<from-the-file>", source)).toBe("<[secret]>");
    rmSync(file);
    expect(redactSecrets("<anything>", source)).toBe("<anything>");
  });

  it("T1 a key in a configured header, but no tenant's name", () => {
    const headers = new Map([
      ["x-api-key", new Secret("0123456789abcdef")],
      ["x-scope-orgid", new Secret("team-a")],
    ]);
    const said = "team-a: key 0123456789abcdef is over its limit";
    expect(redactSecrets(said, aSource({ headers }))).toBe("team-a: key [secret] is over its limit");
  });
});
