import { element } from "./stage.ts";

export interface TipRow {
  readonly color: string;
  readonly isDashed: boolean;
  readonly name: string;
  readonly value: string;
}

export interface TipContent {
  readonly time: string;
  /** Zone and unit. */
  readonly note: string;
  /** The first is the nearest. */
  readonly rows: readonly TipRow[];
  readonly more: string;
  readonly action: string;
  /** Its rows have no swatches: names take their place. */
  readonly isPlain?: boolean;
}

/** Fills the tooltip, reusing its elements: a mouse move changes a few texts and makes nothing. */
export interface TooltipList {
  readonly root: HTMLElement;
  show(content: TipContent): void;
}

interface RowParts {
  readonly root: HTMLElement;
  readonly swatch: HTMLElement;
  readonly name: HTMLElement;
  readonly value: HTMLElement;
}

export function setText(part: HTMLElement, text: string): void {
  // textContent of an element with one text node: its data is what to change without a new node.
  const node = part.firstChild;
  if (node instanceof Text) {
    if (node.data !== text) node.data = text;
  } else if (text !== "") {
    part.append(text);
  }
}

export function paintSwatch(swatch: HTMLElement, color: string, isDashed: boolean): void {
  const className = isDashed ? "sg-swatch sg-swatch-dash" : "sg-swatch";
  if (swatch.className !== className) swatch.className = className;
  if (swatch.dataset["color"] === color) return;
  swatch.dataset["color"] = color;
  swatch.style.setProperty("--c", color);
}

export function createTooltipList(): TooltipList {
  const root = element("div", "sg-tip-list");
  const head = element("div", "sg-tip-head");
  const time = element("span", "");
  const note = element("span", "");
  head.append(time, note);
  const body = element("div", "");
  const foot = element("div", "sg-tip-foot");
  const more = element("span", "");
  const action = element("span", "");
  foot.append(more, action);
  root.append(head, body, foot);
  const rows: RowParts[] = [];
  return {
    root,
    show(content) {
      root.toggleAttribute("data-plain", content.isPlain === true);
      setText(time, content.time);
      setText(note, content.note);
      content.rows.forEach((row, i) => fillRow((rows[i] ??= addRow(body)), row));
      rows.forEach(({ root: row }, i) => {
        const isUnused = i >= content.rows.length;
        if (row.hidden !== isUnused) row.hidden = isUnused;
      });
      setText(more, content.more);
      setText(action, content.action);
    },
  };
}

function addRow(body: HTMLElement): RowParts {
  const parts = {
    root: element("div", "sg-tip-row"),
    swatch: element("span", "sg-swatch"),
    name: element("span", "sg-tip-name"),
    value: element("span", "sg-tip-value"),
  };
  parts.root.append(parts.swatch, parts.name, parts.value);
  body.append(parts.root);
  return parts;
}

function fillRow({ swatch, name, value }: RowParts, row: TipRow): void {
  paintSwatch(swatch, row.color, row.isDashed);
  setText(name, row.name);
  setText(value, row.value);
}
