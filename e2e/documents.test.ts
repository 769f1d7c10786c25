import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { problemTable } from "../src/domain/problem/problemTable.ts";

const root = path.resolve(import.meta.dirname, "..");

it("has one page in docs/problems for every code, and no page without a code", () => {
  const pages = fs.readdirSync(path.join(root, "docs/problems")).filter((name) => name !== "README.md");
  expect(pages.toSorted()).toEqual(
    Object.keys(problemTable)
      .map((code) => `${code}.md`)
      .toSorted(),
  );
});

function markdownFiles(): string[] {
  return [
    "README.md",
    "CONTRIBUTING.md",
    ...fs
      .readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
  ];
}

it("has no dead link between its documents", () => {
  const dead = markdownFiles().flatMap((file) => {
    const text = fs.readFileSync(path.join(root, file), "utf8");
    return [...text.matchAll(/(?:\]\(|(?:src|srcset)=")(?!https?:)([^)"#\s]+)/g)]
      .map((match) => match[1] ?? "")
      .filter((target) => !fs.existsSync(path.join(root, path.dirname(file), target)))
      .map((target) => `${file} → ${target}`);
  });
  expect(dead).toEqual([]);
});
