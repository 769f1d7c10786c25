import type { ApiAnswer } from "./Request.ts";

/** What is not part of agreement, and counted beside it: warnings, infos, and the text of errors. */
export interface NoteDifference {
  readonly kind: "warnings" | "infos" | "error text" | "error position";
  readonly detail: string;
}

/** "over 12 samples": the real one doubles the number whenever it merges two notes, until it overflows. */
const withoutCount = (text: string): string => text.replace(/over -?\d+ samples/, "over samples");

const POSITION = /(\d+:\d+): parse error/;

export function compareNotes(real: ApiAnswer, ours: ApiAnswer): NoteDifference | undefined {
  if (real.body.status === "error" && ours.body.status === "error") {
    const left = real.body.error ?? "";
    const right = ours.body.error ?? "";
    if (left === right) return undefined;
    const isPosition = POSITION.exec(left)?.[1] !== POSITION.exec(right)?.[1];
    return { kind: isPosition ? "error position" : "error text", detail: `${left} · ${right}` };
  }
  for (const kind of ["warnings", "infos"] as const) {
    const left = (real.body[kind] ?? []).map(withoutCount).toSorted();
    const right = (ours.body[kind] ?? []).map(withoutCount).toSorted();
    if (left.join("\n") !== right.join("\n"))
      return { kind, detail: `${left.join(" ; ")} · ${right.join(" ; ")}` };
  }
  return undefined;
}
