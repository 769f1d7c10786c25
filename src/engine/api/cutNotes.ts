/** Prometheus tells so many (web/api/v1/api.go, respond). */
const SHOWN = 10;

/** The first ten notes, and how many more there are, in Prometheus' words. */
export function cutNotes(notes: readonly string[], kind: "warning" | "info"): readonly string[] {
  const omitted = notes.length - SHOWN;
  return omitted <= 0 ? notes : [...notes.slice(0, SHOWN), `${omitted} more ${kind} annotations omitted`];
}
