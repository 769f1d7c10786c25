import { fail } from "../../domain/problem/Problem.ts";
import { type JsonMember, jsonMembers } from "./jsonMembers.ts";

export interface ReadableAnswer {
  readonly body: Buffer;
  /** How many of the notes are warnings: that something is missing or wrong. */
  readonly warnings: number;
  /** What the source said beside the data. */
  readonly notes: readonly string[];
}

/** Of `data`: what a chart, a table or a list of lines is drawn from. Statistics and traces stay here. */
const KEPT = ["resultType", "encodingFlags", "result"] as const;
const MOST_NOTES = 50;

/**
 * A source's answer with nothing but its data: no warning or note, which may quote the query, no statistics, and
 * whatever else a server may add. The values themselves are passed on byte by byte. Throws BAD_SHAPE.
 */
export function readableAnswer(body: Buffer): ReadableAnswer {
  const members = jsonMembers(body);
  const data = members?.get("data");
  const inside = data && jsonMembers(body.subarray(0, data.to), data.from);
  const result = inside?.get("result");
  const isSuccess = members && textOf(body, members.get("status")) === "success";
  if (!isSuccess || !inside || !result || !inside.has("resultType")) throw fail("BAD_SHAPE");
  const parts: Buffer[] = [Buffer.from('{"status":"success","data":{')];
  for (const name of KEPT) {
    const member = inside.get(name);
    if (member === undefined) continue;
    parts.push(
      Buffer.from(`${parts.length > 1 ? "," : ""}"${name}":`),
      body.subarray(member.from, member.to),
    );
  }
  parts.push(Buffer.from("}}"));
  const isPartial = textOf(body, members.get("isPartial")) === true;
  const warnings = [
    ...notesOf(body, members.get("warnings")),
    ...(isPartial ? ["The source answered in part only."] : []),
  ];
  const notes = [...warnings, ...notesOf(body, members.get("infos"))].slice(0, MOST_NOTES);
  return { body: Buffer.concat(parts), warnings: warnings.length, notes };
}

function textOf(body: Buffer, member: JsonMember | undefined): unknown {
  if (member === undefined) return undefined;
  try {
    return JSON.parse(body.toString("utf8", member.from, member.to)) as unknown;
  } catch {
    return undefined;
  }
}

function notesOf(body: Buffer, member: JsonMember | undefined): string[] {
  const notes = textOf(body, member);
  return Array.isArray(notes) ? notes.filter((note) => typeof note === "string") : [];
}
