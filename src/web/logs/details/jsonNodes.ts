/** A node of a JSON text, in the order of the text. Everything is kept as written: digits, order, doubled names. */
export interface JsonNode {
  readonly depth: number;
  /** Name within an object, index within an array; null for the root. */
  readonly name: string | null;
  readonly kind: "object" | "array" | "string" | "number" | "word";
  /** Of a string its value; else what stands in the text. "" for objects and arrays. */
  readonly text: string;
  /** Members of an object or array. */
  readonly size: number;
  /** Index after its last descendant: where the tree goes on when this node is folded. */
  readonly end: number;
}

/** Deeper nodes are not read: no line means that. */
const DEEPEST = 100;
const TOKEN = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}[\],:"]+))/y;

interface OpenNode {
  readonly index: number;
  readonly isObject: boolean;
  size: number;
}

/** The nodes of a JSON text; null where it is none. One pass without recursion, so that no text can exhaust the stack. */
export function jsonNodes(text: string): readonly JsonNode[] | null {
  const nodes: JsonNode[] = [];
  const open: OpenNode[] = [];
  let name: string | null = null;
  const token = new RegExp(TOKEN);
  const add = (kind: JsonNode["kind"], shown: string) => {
    const parent = open.at(-1);
    const own = parent ? (parent.isObject ? name : String(parent.size)) : null;
    if (parent) parent.size += 1;
    name = null;
    nodes.push({ depth: open.length, name: own, kind, text: shown, size: 0, end: nodes.length + 1 });
  };
  const close = () => {
    const node = open.pop();
    const held = node && nodes[node.index];
    if (node && held) nodes[node.index] = { ...held, size: node.size, end: nodes.length };
    return node !== undefined;
  };
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [, sign, quoted, word] = found;
    if (sign === "{" || sign === "[") {
      if (open.length >= DEEPEST) return null;
      add(sign === "{" ? "object" : "array", "");
      open.push({ index: nodes.length - 1, isObject: sign === "{", size: 0 });
    } else if (sign === "}" || sign === "]") {
      if (!close()) return null;
    } else if (quoted !== undefined) {
      const value = readString(quoted);
      if (value === null) return null;
      if (open.at(-1)?.isObject && name === null) name = value;
      else add("string", value);
    } else if (word !== undefined) {
      add(/^-?\d/.test(word) ? "number" : "word", word);
    }
    if (token.lastIndex >= text.trimEnd().length) break;
  }
  return open.length === 0 && nodes.length > 0 ? nodes : null;
}

function readString(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

/** The nodes in sight, by index, while those in `folded` are. */
export function shownNodes(nodes: readonly JsonNode[], folded: ReadonlySet<number>): readonly number[] {
  const shown: number[] = [];
  for (let index = 0; index < nodes.length;) {
    shown.push(index);
    index = folded.has(index) ? (nodes[index]?.end ?? nodes.length) : index + 1;
  }
  return shown;
}
