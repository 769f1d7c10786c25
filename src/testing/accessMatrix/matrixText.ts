import type { Cell } from "./runMatrix.ts";

/** One line per path, method and owner; what is the same for several stands in one line. */
export function matrixText(cells: readonly Cell[]): string {
  const groups = groupsOf(cells);
  const lines = [...groups].map(([name, members]) => `# ${name}: ${members.join(", ")}`);
  const byUrl = Map.groupBy(cells, ({ url }) => url);
  for (const url of [...byUrl.keys()].toSorted()) {
    const ofUrl = byUrl.get(url) ?? [];
    const byMethod = Map.groupBy(ofUrl, ({ method }) => method);
    const rows = [...byMethod].flatMap(([method, all]) =>
      rowsOf(all, groups).map((row) => ({ method, ...row })),
    );
    // Methods of which the same comes are one line.
    for (const same of Map.groupBy(rows, ({ declared, text }) => `${declared}\n${text}`).values()) {
      const [first] = same;
      const methods = same.map(({ method }) => method).join(" ");
      lines.push(`${url} ${methods} · ${first?.declared ?? ""} · ${first?.text ?? ""}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

type Groups = ReadonlyMap<string, readonly string[]>;

interface Named {
  readonly groups: Groups;
  /** As whom it was asked at all. */
  readonly asked: ReadonlySet<string>;
}

function groupsOf(cells: readonly Cell[]): Groups {
  const askersOf = (is: (cell: Cell) => boolean) => [
    ...new Set(cells.filter(is).map(({ asker }) => asker.name)),
  ];
  return new Map([
    ["everybody", askersOf(() => true)],
    ["nobody known", askersOf(({ asker }) => asker.kind === "nobody")],
    ["tokens", askersOf(({ asker }) => asker.kind === "token")],
    ["editors", askersOf(({ asker }) => asker.kind === "person" && asker.held === "editor")],
  ]);
}

function rowsOf(cells: readonly Cell[], groups: Groups): readonly { declared: string; text: string }[] {
  const [one] = cells;
  const declared = one?.route ? `${one.route.access} · ${one.route.role}` : "not declared";
  const byOwner = [...Map.groupBy(cells, ({ owner }) => owner)].map(([owner, own]) => ({
    owner,
    text: statusesOf(own, groups),
  }));
  const bySame = Map.groupBy(byOwner, ({ text }) => text);
  return [...bySame].map(([text, owners]) => {
    const whose = owners.length === byOwner.length ? "" : `${owners.map(({ owner }) => owner).join(", ")} · `;
    return { declared, text: whose + text };
  });
}

/** "200: editor, admin · 403: viewer" */
function statusesOf(cells: readonly Cell[], groups: Groups): string {
  const asked = new Set(cells.map(({ asker }) => asker.name));
  const byStatus = Map.groupBy(cells, ({ status }) => status);
  return [...byStatus.keys()]
    .toSorted((a, b) => a - b)
    .map((status) => `${status}: ${namesOf(byStatus.get(status) ?? [], { groups, asked }).join(", ")}`)
    .join(" · ");
}

function namesOf(cells: readonly Cell[], { groups, asked }: Named): readonly string[] {
  let rest = cells.map(({ asker }) => asker.name);
  const names: string[] = [];
  for (const [name, all] of groups) {
    const members = all.filter((member) => asked.has(member));
    if (members.length === 0 || !members.every((member) => rest.includes(member))) continue;
    names.push(name);
    rest = rest.filter((one) => !members.includes(one));
  }
  return [...names, ...rest];
}
