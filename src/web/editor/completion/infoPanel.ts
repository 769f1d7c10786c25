import type { FunctionDoc } from "../../../domain/query/promql/functionDocs.ts";

/** What the help panel and the hover tooltip show of one thing. */
export interface InfoText {
  readonly title: string;
  /** Shown as small badges: type, unit. */
  readonly badges?: readonly string[];
  readonly text: string;
  /** A query, in the code face. */
  readonly example?: string;
  /** In the tertiary colour, below. */
  readonly note?: string;
}

/** Builds the panel. Every text becomes a text node, whatever it holds (S17). */
export function infoPanel({ title, badges = [], text, example, note }: InfoText): HTMLElement {
  const panel = element("div", "query-info", "");
  panel.append(element("div", "query-info-title", title));
  const shown = badges.filter((badge) => badge !== "");
  if (shown.length > 0) {
    const row = element("div", "query-info-badges", "");
    for (const badge of shown) row.append(badgeElement(badge));
    panel.append(row);
  }
  if (text !== "") panel.append(element("p", "query-info-text", text));
  if (example !== undefined) panel.append(element("code", "query-info-example", example));
  if (note !== undefined) panel.append(element("p", "query-info-note", note));
  return panel;
}

/** The panel of a function, an aggregation or a keyword. */
export function docPanel(doc: FunctionDoc, badge: string): HTMLElement {
  return infoPanel({ title: doc.signature, badges: [badge], text: doc.text, example: doc.example });
}

/** A panel as the hover tooltip shows it. */
export function hoverBox(panel: HTMLElement): HTMLElement {
  const box = element("div", "query-hover", "");
  box.append(panel);
  return box;
}

/** A badge as in the type column; words that are no type get the neutral look. */
export function badgeElement(badge: string): HTMLElement {
  const node = element("span", "query-badge", badge);
  node.dataset["badge"] = badge;
  return node;
}

export function element(tag: string, className: string, text: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  if (text !== "") node.textContent = text;
  return node;
}
