import type { Complaint } from "../../../domain/panel/Complaint.ts";
import { fail } from "../../../domain/problem/Problem.ts";

/** Throws BAD_REQUEST with the first thing to correct, and where. */
export function refuseComplaints(complaints: readonly Complaint[]): void {
  const [first] = complaints;
  if (first !== undefined) throw fail("BAD_REQUEST", { detail: `${first.field}: ${first.message}` });
}
