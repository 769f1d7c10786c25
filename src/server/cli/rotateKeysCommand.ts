import { rotateLinkKeys } from "../shares/linkKeys.ts";
import type { CommandContext } from "./CommandContext.ts";

/** For when a key may be known to others; a running server has the new one after its next start. */
export async function rotateKeysCommand({ config, say }: CommandContext): Promise<void> {
  await rotateLinkKeys(config.dataDir);
  say(
    "New links are signed with a new key from the next start on. Links of the key before still open; older ones do not.",
  );
  say(
    "Run it once more to end those too. With SESSION_SECRET set, change that instead: SESSION_SECRET_PREVIOUS keeps its links.",
  );
}
