import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SourceDraft } from "../../contract/sources.ts";
import type { Source } from "../sources/Source.ts";
import { sourceFromDraft } from "../sources/sourceFromDraft.ts";
import { readAddedSources, writeAddedSources } from "./addedSourcesFile.ts";

const GIB = 1024 ** 3;
let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-store-"));
});
afterEach(() => {
  fs.rmSync(dir, { recursive: true });
});

const draft: SourceDraft = { name: "Logs", kind: "loki", url: "https://l.example", auth: { type: "none" } };
const made = (changes: Partial<SourceDraft>, stored?: Source) =>
  sourceFromDraft({ ...draft, ...changes }, { id: "logs", allowPrivate: false, stored });

it.each([
  { said: "nothing", budgetBytes: undefined, kept: 10 * GIB },
  { said: "50 GiB", budgetBytes: 50 * GIB, kept: 50 * GIB },
  { said: "none", budgetBytes: 0, kept: undefined },
])("the budget of an added Loki survives a restart, said $said", async ({ budgetBytes, kept }) => {
  const source = made(budgetBytes === undefined ? {} : { budgetBytes });
  expect(source.budgetBytes).toBe(kept);
  await writeAddedSources(dir, [source]);
  const [read] = readAddedSources(dir, false);
  expect(read?.budgetBytes).toBe(kept);
  // An edit that says nothing of it leaves it as it is.
  expect(made({ name: "Other" }, read).budgetBytes).toBe(kept);
});

it("a file from before budgets were kept has the usual one", async () => {
  await writeAddedSources(dir, [made({})]);
  const file = path.join(dir, "sources.json");
  const text = fs.readFileSync(file, "utf8").replace(/,\s*"budgetBytes": \d+/, "");
  expect(text).not.toContain("budgetBytes");
  fs.writeFileSync(file, text);
  expect(readAddedSources(dir, false)[0]?.budgetBytes).toBe(10 * GIB);
});
