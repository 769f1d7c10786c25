import { createSecureContext } from "node:tls";
import type { ServerTls } from "../http/createServer.ts";
import { errorCode } from "./errorCode.ts";
import { readText } from "./readText.ts";
import { refuse, type Resolving, within } from "./Resolving.ts";
import type { FileConfig } from "./schema.ts";
import { Secret } from "./Secret.ts";
import { resolveFile } from "./secretRef.ts";

/** Our own certificate and its key, read with the configuration: a new certificate counts from the next reload on. */
export function serverTls(entry: FileConfig["server"]["tls"], context: Resolving): ServerTls | undefined {
  if (entry === undefined) return undefined;
  const place = within(context, ["server", "tls"]);
  const certFile = resolveFile(entry.cert_file, { key: "cert_file", isSecret: false }, place);
  const keyFile = resolveFile(entry.key_file, { key: "key_file", isSecret: true }, place);
  if (certFile === undefined || keyFile === undefined) return undefined;
  const [cert, key] = [readText(certFile), readText(keyFile)];
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    refuse(place, [], `certificate and key cannot be used together (${errorCode(error)}); both must be PEM`);
    return undefined;
  }
  return { cert, key: new Secret(key) };
}
