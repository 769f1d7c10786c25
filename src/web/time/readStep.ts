import { chooseStep, type StepRequest } from "../../domain/time/chooseStep.ts";
import { parseDuration } from "../../domain/time/duration.ts";

export type StepText =
  | { readonly step: "auto" | number }
  /** Why it is no step, or refused, with what would do. */
  | { readonly problem: string };

/** A typed step: "auto", a duration ("5m"), or plain seconds as in the Prometheus API. */
export function readStep(text: string, request: Omit<StepRequest, "step">): StepText {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed === "auto") return { step: "auto" };
  const seconds = /^\d{1,9}(\.\d{1,3})?$/.test(trimmed) ? Math.round(Number(trimmed) * 1000) : null;
  const stepMs = seconds ?? parseDuration(trimmed.replaceAll(/\s+/g, ""));
  if (stepMs === null) return { problem: `"${text.trim().slice(0, 30)}" is no duration; try 5m.` };
  if (stepMs <= 0) return { problem: "A step must be longer than nothing; try 15s." };
  const choice = chooseStep({ ...request, step: stepMs });
  if (choice.kind === "ok") return { step: stepMs };
  return { problem: `${choice.problem.detail ?? choice.problem.title} ${choice.problem.hint ?? ""}`.trim() };
}
