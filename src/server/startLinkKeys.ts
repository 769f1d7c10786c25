import type { Config } from "./config/Config.ts";
import type { Environment } from "./config/Environment.ts";
import type { Logger } from "./http/Logger.ts";
import { type LinkKeys, loadLinkKeys } from "./shares/linkKeys.ts";

/** What links are signed with: of the environment, or of a file beside the store. */
export async function startLinkKeys(
  { dataDir, databaseUrl }: Pick<Config, "dataDir" | "databaseUrl">,
  { environment, logger }: { readonly environment: Environment; readonly logger: Logger },
): Promise<LinkKeys> {
  const secret = environment.secret("SESSION_SECRET");
  if (databaseUrl !== undefined && secret === undefined) {
    const reason = "set SESSION_SECRET, or links made here open on no other replica";
    logger.warn("warning", { reason });
  }
  return await loadLinkKeys({ dataDir, secret, previous: environment.secret("SESSION_SECRET_PREVIOUS") });
}
