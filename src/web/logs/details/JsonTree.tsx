import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { visibleText } from "../../../domain/format/visibleText.ts";
import { cx } from "../../ui/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { type JsonNode, jsonNodes, shownNodes } from "./jsonNodes.ts";

export interface JsonTreeProps {
  /** A line that is JSON. */
  readonly text: string;
}

const ROW_PX = 24;
/** Rows in sight before the tree scrolls by itself. */
const MOST_ROWS = 16;
/** Nodes this deep, and those in a tree larger than this, start folded. */
const OPEN_DEPTH = 3;
const VALUE_CHARS = 2_000;

const valueClass: Record<JsonNode["kind"], string> = {
  string: "text-syn-string",
  number: "text-syn-number",
  word: "text-syn-keyword",
  object: "text-fg-3",
  array: "text-fg-3",
};

/** A JSON line as a tree: arrows move, fold and unfold; only the rows in sight are in the document. */
export function JsonTree({ text }: JsonTreeProps) {
  const nodes = useMemo(() => jsonNodes(text), [text]);
  if (!nodes) return <p className="text-xs text-fg-2">This line is no valid JSON.</p>;
  return <Tree nodes={nodes} />;
}

function Tree({ nodes }: { readonly nodes: readonly JsonNode[] }) {
  const box = useRef<HTMLDivElement>(null);
  const [folded, setFolded] = useState(() => deepNodes(nodes));
  const [current, setCurrent] = useState(0);
  const shown = useMemo(() => shownNodes(nodes, folded), [nodes, folded]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this render only
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialRect: { width: 0, height: MOST_ROWS * ROW_PX },
  });
  const toggle = (index: number) => {
    const next = new Set(folded);
    if (!next.delete(index)) next.add(index);
    setFolded(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = shown.indexOf(current);
    const node = nodes[current];
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const isFolded = folded.has(current);
    const canFold = node !== undefined && node.size > 0;
    const isToggle =
      canFold &&
      ((event.key === "ArrowRight" && isFolded) ||
        (event.key === "ArrowLeft" && !isFolded) ||
        event.key === "Enter");
    if (to === undefined && !isToggle) return;
    event.preventDefault();
    if (isToggle) return toggle(current);
    const next = to === undefined ? undefined : shown[to];
    if (to === undefined || next === undefined) return;
    setCurrent(next);
    virtual.scrollToIndex(to);
  };
  return (
    <div
      ref={box}
      role="tree"
      aria-label="JSON"
      aria-activedescendant={`json-${current}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group/tree mono overflow-auto text-code"
      style={{ maxHeight: MOST_ROWS * ROW_PX }}
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const index = shown[item.index] ?? 0;
          const node = nodes[index];
          return (
            node && (
              <TreeRow
                key={index}
                {...{ node, index }}
                topPx={item.start}
                isFolded={folded.has(index)}
                isCurrent={index === current}
                onPress={() => {
                  setCurrent(index);
                  if (node.size > 0) toggle(index);
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function deepNodes(nodes: readonly JsonNode[]): ReadonlySet<number> {
  const isDeep = ({ depth, size }: JsonNode) => depth >= OPEN_DEPTH && size > 0;
  return new Set(nodes.flatMap((node, index) => (isDeep(node) ? [index] : [])));
}

interface TreeRowProps {
  readonly node: JsonNode;
  readonly index: number;
  readonly topPx: number;
  readonly isFolded: boolean;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
}

function TreeRow({ node, index, topPx, isFolded, isCurrent, onPress }: TreeRowProps) {
  const hasMembers = node.size > 0;
  return (
    // The tree's own key handler folds; a row only takes the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`json-${index}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={node.depth + 1}
      aria-expanded={hasMembers ? !isFolded : undefined}
      aria-selected={isCurrent}
      onClick={onPress}
      className={cx(
        "absolute inset-x-0 top-0 flex h-6 items-center rounded-sm hover:bg-fill-1",
        isCurrent && "group-focus-visible/tree:bg-fill-2",
      )}
      style={{ transform: `translateY(${topPx}px)`, paddingLeft: node.depth * 16 }}
    >
      <span className="grid w-4 shrink-0 place-items-center text-fg-3">
        {hasMembers && <Icon name={isFolded ? "chevron-right" : "chevron-down"} size={12} />}
      </span>
      {node.name !== null && <span className="mr-1.5 shrink-0 text-fg-2">{visibleText(node.name)}:</span>}
      <span className={cx("cut", valueClass[node.kind])}>{valueText(node)}</span>
    </div>
  );
}

function valueText(node: JsonNode): string {
  if (node.kind === "object" || node.kind === "array") {
    const [start, end] = node.kind === "object" ? ["{", "}"] : ["[", "]"];
    return node.size === 0 ? `${start}${end}` : `${start} ${node.size} ${end}`;
  }
  const shown = visibleText(node.text.slice(0, VALUE_CHARS));
  return node.kind === "string" ? `"${shown}"` : shown;
}
