import fs from "node:fs";
import path from "node:path";
import type { SecretRef } from "../sources/Source.ts";
import { errorCode } from "./errorCode.ts";
import { refuse, type Resolving } from "./Resolving.ts";
import { Secret } from "./Secret.ts";

/** Container runtimes mount secrets world-readable here, in a file system that only the container sees. */
const CONTAINER_SECRETS = ["/run/secrets/", "/var/run/secrets/"];

export interface SecretKeys {
  readonly value: string | undefined;
  readonly file: string | undefined;
  /** Names of the two keys: "credentials", "credentials_file". */
  readonly key: string;
  readonly fileKey: string;
}

/** Reads "secret or secret_file"; exactly one of them must be given. Files are looked at now and read at each use. */
export function resolveSecret(keys: SecretKeys, context: Resolving): SecretRef | undefined {
  const { value, file, key, fileKey } = keys;
  if ((value === undefined) === (file === undefined)) {
    const isBoth = value !== undefined;
    refuse(
      context,
      isBoth ? [fileKey] : [],
      isBoth ? `give ${key} or ${fileKey}, not both` : `needs ${key} or ${fileKey}`,
    );
    return undefined;
  }
  if (value !== undefined) {
    if (!/^[\x20-\x7e\u0080-\u{10ffff}]+$/u.test(value))
      refuse(context, [key], "holds a line break or control character");
    return { kind: "value", secret: new Secret(value) };
  }
  const resolved = resolveFile(file ?? "", { key: fileKey, isSecret: true }, context);
  return resolved === undefined ? undefined : { kind: "file", path: resolved };
}

/** An existing, readable, non-empty file; a secret one must not be readable by everybody on the machine. */
export function resolveFile(
  file: string,
  { key, isSecret }: { key: string; isSecret: boolean },
  context: Resolving,
): string | undefined {
  const resolved = path.resolve(context.baseDir, file);
  try {
    fs.accessSync(resolved, fs.constants.R_OK);
    const stat = fs.statSync(resolved);
    if (!stat.isFile() || stat.size === 0) {
      refuse(context, [key], "is empty, or not a file");
      return undefined;
    }
    if (isSecret && isWorldReadable(stat.mode, resolved)) {
      refuse(context, [key], "this secret file can be read by everybody on the machine; chmod 600 it");
      return undefined;
    }
    return resolved;
  } catch (error) {
    refuse(context, [key], `cannot be read (${errorCode(error)}); check the path and its permissions`);
    return undefined;
  }
}

function isWorldReadable(mode: number, file: string): boolean {
  if (process.platform === "win32" || CONTAINER_SECRETS.some((folder) => file.startsWith(folder)))
    return false;
  return (mode & 0o004) !== 0;
}
