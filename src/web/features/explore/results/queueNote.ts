import type { QueueView } from "../../../../contract/queue.ts";

/** "3 ahead of you": of what waits at these sources, the one that stands last; null where nothing waits. */
export function queueNote(
  { waiting }: Pick<QueueView, "waiting">,
  sourceIds: ReadonlySet<string>,
): string | null {
  const ahead = waiting.filter(({ sourceId }) => sourceIds.has(sourceId)).map((one) => one.ahead);
  if (ahead.length === 0) return null;
  const most = Math.max(...ahead);
  return most === 0 ? "next in the queue" : `${most.toLocaleString("en-GB")} ahead of you`;
}
