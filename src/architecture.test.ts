import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Who may import whom, executed. A layer may import itself; type imports count too. `packages` are the npm
 * packages a layer may name; "*" = any. The most specific folder decides.
 */
interface Layer {
  readonly folder: string;
  readonly layers: readonly string[];
  readonly packages: readonly string[];
}

/** Pure packages: no I/O, no clock of their own. */
const PURE = [
  "@date-fns/tz",
  "@prometheus-io/lezer-promql",
  "@grafana/lezer-logql",
  "@lezer/common",
  "@lezer/lr",
];
const FEATURE_LAYERS = [
  "web/ui",
  "web/lib",
  "web/chart",
  "web/logs",
  "web/editor",
  "web/time",
  "contract",
  "domain",
];
const features = fs.existsSync("src/web/features") ? fs.readdirSync("src/web/features") : [];

const table: readonly Layer[] = [
  { folder: "domain", layers: [], packages: PURE },
  { folder: "contract", layers: ["domain"], packages: ["zod/mini"] },
  { folder: "engine", layers: ["domain"], packages: ["*"] },
  // Where the embedded engine is started; the rest of the server knows it as an upstream.
  { folder: "server/embedded", layers: ["server", "contract", "domain", "engine"], packages: ["*"] },
  { folder: "server", layers: ["contract", "domain"], packages: ["*"] },
  {
    folder: "web/ui",
    layers: [],
    packages: ["react", "react-dom", "@tanstack/react-virtual"],
  },
  { folder: "web/lib", layers: ["contract", "domain"], packages: ["*"] },
  { folder: "web/worker", layers: ["domain"], packages: [] },
  ...["web/chart", "web/logs", "web/editor", "web/time"].map((folder) => ({
    folder,
    layers: ["domain", "web/ui"],
    packages: ["*"],
  })),
  ...features.map((name) => ({ folder: `web/features/${name}`, layers: FEATURE_LAYERS, packages: ["*"] })),
  { folder: "web", layers: ["web", "contract", "domain"], packages: ["*"] },
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*"([^"]+)"|(?:^|[^.\w])import\s*\(\s*"([^"]+)"\s*\)|(?:^|\n)\s*import\s*"([^"]+)"/g;
/** Dynamic imports load later, so they make no cycle at run time. */
const STATIC_VALUE_IMPORT = /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^"';]*?from\s*"([^"]+)"/g;

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => /\.tsx?$/.test(name) && !/(?:^|\/)node_modules\//.test(name) && !/\.test\.tsx?$/.test(name),
    )
    .map((name) => path.posix.join(folder, name));
}

function importsOf(file: string, pattern: RegExp): string[] {
  const text = fs.readFileSync(file, "utf8");
  return (
    [...text.matchAll(pattern)]
      .map((match) => match[1] ?? match[2] ?? match[3] ?? "")
      // The address of a worker's own file: none of its code comes along.
      .filter((name) => !name.endsWith("?worker&url"))
      .map((name) => name.split("?")[0] ?? "")
  );
}

const resolveImport = (file: string, name: string) =>
  path.posix.relative("src", path.posix.join(path.posix.dirname(file), name));
const isWithin = (target: string, folder: string) => target === folder || target.startsWith(`${folder}/`);
const layerOf = (file: string) =>
  table
    .filter((layer) => isWithin(path.posix.relative("src", file), layer.folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];

function isPackageAllowed(layer: Layer, name: string) {
  return layer.packages.some(
    (allowed) => allowed === "*" || name === allowed || name.startsWith(`${allowed}/`),
  );
}

function violationsOf(file: string): string[] {
  const layer = layerOf(file);
  if (!layer) return [];
  return importsOf(file, IMPORT).flatMap((name) => {
    if (!name.startsWith(".")) {
      return isPackageAllowed(layer, name) ? [] : [`${file} (${layer.folder}) → package ${name}`];
    }
    const target = resolveImport(file, name);
    const isAllowed = [layer.folder, ...layer.layers].some((allowed) => isWithin(target, allowed));
    return isAllowed ? [] : [`${file} (${layer.folder}) → ${target}`];
  });
}

/** Every import cycle, as the files along it. */
function cycles(files: readonly string[]): string[] {
  const graph = new Map(
    files.map((file) => [
      file,
      importsOf(file, STATIC_VALUE_IMPORT)
        .filter((name) => name.startsWith("."))
        .map((name) => path.posix.join("src", resolveImport(file, name))),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) {
      found.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

describe("architecture", () => {
  const files = sourceFiles("src");

  it("finds the layers it judges", () => {
    const judged = new Set(files.map((file) => layerOf(file)?.folder));
    expect([...judged]).toEqual(
      expect.arrayContaining(["domain", "contract", "server", "web/ui", "web/lib"]),
    );
  });

  it("sees a forbidden import when there is one", () => {
    const layer = table.find((entry) => entry.folder === "domain");
    expect(layer && isPackageAllowed(layer, "fastify")).toBe(false);
    expect([...'\nimport { x } from "../server/a.ts";'.matchAll(IMPORT)]).toHaveLength(1);
  });

  it("imports only what the table allows", () => {
    expect(files.flatMap(violationsOf)).toEqual([]);
  });

  it("has no import cycle", () => {
    expect(cycles(files)).toEqual([]);
  });

  it("keeps the testing folder out of the product", () => {
    const offenders = files
      .filter((file) => !file.startsWith("src/testing/"))
      .filter((file) => importsOf(file, IMPORT).some((name) => name.includes("/testing/")));
    expect(offenders).toEqual([]);
  });
});
