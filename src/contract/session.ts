import * as z from "zod/mini";

/** GET /api/session: what the page must know before it draws anything. */
const session = z.object({
  /** How people sign in. This version knows "none": whoever reaches the loopback address. */
  mode: z.enum(["none"]),
  version: z.string(),
  /** May this reader add, change and remove sources? */
  canAdd: z.boolean(),
  /** Where the app lives: "" or "/sightglass", without a trailing slash. */
  basePath: z.string(),
});

export type Session = z.infer<typeof session>;
