// Writes src/web/ui/icons.ts: the Lucide drawings the interface uses, as data (markup would need innerHTML,
// which Trusted Types forbid). Add a name below and run `node scripts/icons.mjs`; needs e2e/node_modules.
import fs from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");

const used =
  `activity arrow-down arrow-up book-open bookmark chart-area chart-column chart-scatter chart-spline check chevron-down chevron-left
chevron-right chevron-up chevrons-up-down circle-alert circle-check circle-help circle-minus circle-plus clock
columns-2 columns-3 compass copy corner-down-left database diamond download ellipsis external-link eye eye-off
file-text filter flask-conical globe grid-3x3 grip-vertical history hourglass info key-round layers layout-dashboard link list-tree lock log-out
message-square move panel-left pencil pin play plus refresh-cw rotate-ccw rows-3 scroll-text search search-x server share-2 settings shield-off
sigma snowflake square star sun-moon table-2 terminal timer trash-2 triangle-alert type undo-2 unlink unplug upload user users
wand-sparkles wrap-text x zoom-out`.split(/\s+/);

const { icons, aliases } = JSON.parse(
  fs.readFileSync(path.join(root, "e2e/node_modules/@iconify-json/lucide/icons.json"), "utf8"),
);

/** The body's shapes without presentation attributes: those are the Icon component's. */
function shapes(name) {
  const icon = icons[name] ?? icons[aliases?.[name]?.parent];
  if (!icon) throw new Error(`Lucide has no icon "${name}"`);
  return [...icon.body.matchAll(/<(path|circle|rect|ellipse|line|polyline)\s([^>]*?)\/>/g)].map(
    ([, tag, text]) => {
      const attributes = [...text.matchAll(/([\w-]+)="([^"]*)"/g)]
        .map(([, key, value]) => [key, value])
        .filter(([key, value]) => !key.startsWith("stroke") && !(key === "fill" && value === "none"));
      return [tag, Object.fromEntries(attributes)];
    },
  );
}

const lines = used.map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(shapes(name))},`);
fs.writeFileSync(
  path.join(root, "src/web/ui/icons.ts"),
  `// Written by scripts/icons.mjs; do not edit.
//
// Lucide (https://lucide.dev), ISC License. Copyright (c) Lucide Icons and Contributors.
// Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
// granted, provided that the above copyright notice and this permission notice appear in all copies.
// THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
// IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
// INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN
// AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
// PERFORMANCE OF THIS SOFTWARE.

/** One shape of a 24-unit drawing: element name and its geometry. */
export type IconShape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

export const icons = {
${lines.join("\n")}
} as const satisfies Record<string, readonly IconShape[]>;

export type IconName = keyof typeof icons;
`,
);
