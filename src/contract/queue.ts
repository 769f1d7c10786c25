import * as z from "zod/mini";

/** GET /api/queue: what of the asker's waits for a free place at its source. */

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
});

export type QueueView = z.infer<typeof queueView>;
