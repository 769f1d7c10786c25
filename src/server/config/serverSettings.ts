import { isIP } from "node:net";
import path from "node:path";
import type { AuthMode } from "../../contract/session.ts";
import { isLogLevel, type LogLevel } from "../http/Logger.ts";
import { isLoopbackHost } from "../sources/addressPolicy.ts";
import type { Environment } from "./Environment.ts";
import type { Flags } from "./flags.ts";
import type { FileConfig } from "./schema.ts";

/** One value and the place it came from, which a message names. */
interface Setting {
  readonly value: string;
  readonly place: string;
}

export interface SettingInputs {
  readonly flags: Flags;
  readonly environment: Environment;
  readonly file: FileConfig["server"];
  /** Folder and name of a key of the file: relative paths in it are relative to it. */
  readonly fileDir: string;
  readonly at: (key: string) => string;
  readonly defaultLogLevel: LogLevel;
  readonly authMode: AuthMode;
}

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly publicUrl?: URL;
  readonly basePath: string;
  readonly logLevel: LogLevel;
}

const DEFAULT_PORT = 8790;
const BASE_PATH = /^(?:\/[\w-]+)*$/;
/** First segments of our own addresses; a base path that begins so would hide them. */
const TAKEN = /^\/(?:api|assets|auth|healthz|readyz|metrics|-)(?:\/|$)/;

/** Flag > environment > file > default for everything under `server:`; what must not run goes to `issues`. */
export function serverSettings(inputs: SettingInputs, issues: string[]): ServerSettings {
  const { flags, environment, file, at } = inputs;
  const pick = (
    flag: [string, string | undefined],
    variable: string,
    key: [string, string | number | undefined],
  ): Setting | undefined => {
    const fromEnvironment = environment.get(variable);
    if (flag[1] !== undefined) return { value: flag[1], place: flag[0] };
    if (fromEnvironment !== undefined) return { value: fromEnvironment, place: variable };
    return key[1] === undefined ? undefined : { value: String(key[1]), place: at(key[0]) };
  };
  const refuse = (place: string, reason: string) => issues.push(`${place}: ${reason}`);
  const publicUrl = publicUrlOf(
    pick(["--public-url", undefined], "PUBLIC_URL", ["public_url", file.public_url]),
    refuse,
  );
  const basePath = basePathOf(
    pick(["--base-path", flags.basePath], "BASE_PATH", ["base_path", file.base_path]),
    publicUrl,
    refuse,
  );
  return {
    host: hostOf(pick(["--host", flags.host], "HOST", ["host", file.host]), inputs.authMode, refuse),
    port: portOf(pick(["--port", flags.port], "PORT", ["port", file.port]), refuse),
    dataDir: dataDirOf(inputs),
    ...(publicUrl && { publicUrl }),
    basePath,
    logLevel:
      logLevelOf(pick(["--log-level", flags.logLevel], "LOG_LEVEL", ["log_level", file.log_level]), refuse) ??
      inputs.defaultLogLevel,
  };
}

type Refuse = (place: string, reason: string) => void;

/** T11: the literal address, never the name, which may resolve to something else. */
function hostOf(setting: Setting | undefined, mode: AuthMode, refuse: Refuse): string {
  const host =
    setting?.value === "localhost" ? "127.0.0.1" : (setting?.value ?? "127.0.0.1").replace(/^\[|\]$/g, "");
  if (setting && isIP(host) === 0) refuse(setting.place, "must be an IP address, such as 127.0.0.1");
  else if (setting && mode === "none" && !isLoopbackHost(host)) {
    refuse(
      setting.place,
      "anybody who reaches this address could use every source, since auth.mode is none; set auth.mode, or use 127.0.0.1",
    );
  }
  return host;
}

function portOf(setting: Setting | undefined, refuse: Refuse): number {
  if (!setting) return DEFAULT_PORT;
  const port = Number(setting.value);
  if (/^\d{1,5}$/.test(setting.value) && port <= 65_535) return port;
  refuse(setting.place, "must be a port from 0 to 65535");
  return DEFAULT_PORT;
}

function publicUrlOf(setting: Setting | undefined, refuse: Refuse): URL | undefined {
  if (!setting) return undefined;
  if (!URL.canParse(setting.value)) {
    refuse(setting.place, "is no URL; write https://host");
    return undefined;
  }
  const url = new URL(setting.value);
  if (
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.password !== "" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    refuse(setting.place, "must be https://host, with the base path at most");
    return undefined;
  }
  return url;
}

const tidy = (value: string) => value.replace(/(?<!\/)\/+$/, "");

function basePathOf(setting: Setting | undefined, publicUrl: URL | undefined, refuse: Refuse): string {
  const ofUrl = tidy(publicUrl?.pathname ?? "");
  const basePath = setting ? tidy(setting.value) : ofUrl;
  const place = setting?.place ?? "server.public_url";
  if (!BASE_PATH.test(basePath) || TAKEN.test(basePath)) {
    refuse(place, "must be a plain path such as /sightglass, not one of our own addresses");
    return "";
  }
  if (setting && ofUrl !== "" && ofUrl !== basePath) refuse(place, "differs from the path of public_url");
  return basePath;
}

function dataDirOf({ flags, environment, file, fileDir }: SettingInputs): string {
  const given = flags.dataDir ?? environment.get("DATA_DIR");
  if (given !== undefined) return path.resolve(given);
  return file.data_dir === undefined ? path.resolve("data") : path.resolve(fileDir, file.data_dir);
}

function logLevelOf(setting: Setting | undefined, refuse: Refuse): LogLevel | undefined {
  if (!setting) return undefined;
  if (isLogLevel(setting.value)) return setting.value;
  refuse(setting.place, "must be trace, debug, info, warn, error, fatal or silent");
  return undefined;
}
