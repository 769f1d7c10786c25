import { expect } from "@playwright/test";
import { aBoard, aPanel } from "../../src/domain/panel/boardSamples.test-util.ts";

type Post = (path: string, body: object) => Promise<{ readonly status: number; readonly text: string }>;

/** A board with panels that ask the Prometheus for `<metric>0`, `<metric>1`, …; it is called as the metric. */
export async function saveBoard(
  post: Post,
  metric: string,
  count: number,
): Promise<{ id: string; panels: string[] }> {
  const made = async (path: string, body: object) => {
    const answer = await post(path, body);
    expect(answer).toMatchObject({ status: 201 });
    return (JSON.parse(answer.text) as { id: string }).id;
  };
  const id = await made("/api/boards", { board: aBoard({ name: metric }) });
  const panels: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const panel = aPanel("prometheus", `${metric}${i}`, { name: `Panel ${i}` });
    panels.push(await made("/api/panels", { boardId: id, panel }));
  }
  return { id, panels };
}
