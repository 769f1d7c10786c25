import { ProblemError } from "../domain/problem/Problem.ts";
import { firstAdmin } from "./auth/firstAdmin.ts";
import { type Config, ConfigError } from "./config/Config.ts";
import type { Logger } from "./http/Logger.ts";
import { openStore } from "./store/openStore.ts";
import type { Store } from "./store/Store.ts";
import { createSecretReader } from "./upstream/readSecret.ts";

/**
 * Opens what is kept, and sees to it that somebody can sign in. Throws ConfigError where it must not be used. A
 * password that had to be made up goes to `tell`, once, and nowhere else.
 */
export async function startStore(
  { dataDir, databaseUrl, auth }: Pick<Config, "dataDir" | "databaseUrl" | "auth">,
  { logger, tell }: { readonly logger: Logger; readonly tell: (line: string) => void },
): Promise<Store> {
  const store = await openStore({
    dataDir,
    warn: (reason) => logger.warn("store", { reason }),
    ...(databaseUrl && { databaseUrl: databaseUrl.reveal() }),
  });
  const { mode, adminPassword } = auth;
  if (mode !== "password") return store;
  const password = adminPassword && createSecretReader()(adminPassword).reveal();
  try {
    const made = await firstAdmin({ people: store.people, now: Date.now, password });
    if (made !== undefined) tell(`Sign in as admin with the password ${made} (it is not shown again)`);
    return store;
  } catch (error) {
    await store.close();
    if (!(error instanceof ProblemError)) throw error;
    throw new ConfigError([`nobody could sign in: ${error.problem.title}. ${error.problem.hint ?? ""}`]);
  }
}
