import * as z from "zod/mini";
import { objectId } from "./panels.ts";

/** GET /api/queue: what of the asker's waits for a free place at its source. Of sources, editors alone are told. */

export const queueView = z.object({
  waiting: z.array(
    z.object({
      requestId: z.string(),
      sourceId: z.string(),
      /** Others that go first, as far as can be told now. */
      ahead: z.int(),
      /** Running at the source. */
      running: z.int(),
    }),
  ),
  /** Queries of panels, each by itself; some of them are one question to the source. */
  panels: z.array(z.object({ panelId: objectId, letter: z.string(), ahead: z.int() })),
});

export type QueueView = z.infer<typeof queueView>;
