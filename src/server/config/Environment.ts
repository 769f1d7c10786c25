import { Secret } from "./Secret.ts";

/** Removed from the process' environment as soon as they are read (T1): children and crash reports do not get them. */
const SECRET_NAMES = [
  "COREWEAVE_TOKEN",
  "WGTWO_CLIENT_SECRET",
  "PROMETHEUS_TOKEN",
  "LOKI_TOKEN",
  "SIGHTGLASS_ADMIN_PASSWORD",
  "SESSION_SECRET",
  "SESSION_SECRET_PREVIOUS",
  "DATABASE_URL",
  "REDIS_URL",
] as const;

/**
 * The environment as it was at start. Reloads read from here, since the secrets are gone from `process.env` then.
 * The values sit in a private field: inspecting or serialising this prints none of them.
 */
export class Environment {
  readonly #values: ReadonlyMap<string, string>;
  readonly #origin: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv) {
    this.#origin = env;
    this.#values = new Map(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    for (const name of SECRET_NAMES) delete env[name];
  }

  /** An empty value counts as absent: that is how compose files unset a variable. */
  get(name: string): string | undefined {
    return this.#values.get(name) || undefined;
  }

  secret(name: string): Secret | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : new Secret(value);
  }

  /** Takes a variable that turned out to hold a secret (`credentials: ${MY_TOKEN}`) off the process. */
  forget(name: string): void {
    delete this.#origin[name];
  }
}
