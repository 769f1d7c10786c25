import fs from "node:fs";
import path from "node:path";
import { isLoopbackHost } from "../sources/addressPolicy.ts";
import type { Config } from "./Config.ts";
import type { Environment } from "./Environment.ts";
import { refuse, type Resolving } from "./Resolving.ts";

type Judged = Pick<Config, "host" | "dataDir" | "publicUrl" | "auth" | "trustedProxies" | "tls">;

/**
 * T12: what each is fine by itself and must not run together. (That no other address than loopback is listened on
 * without sign-in is judged where the host is read.)
 */
export function refuseUnsafe(config: Judged, environment: Environment, context: Resolving): void {
  const { auth, publicUrl, trustedProxies, tls } = config;
  if (publicUrl?.protocol === "http:" && tls !== undefined)
    refuse(context, ["server", "public_url"], "must begin with https://, since server.tls is given");
  if (auth.mode !== "none") refuseOpenSignIn(config, context);
  if (auth.mode === "proxy" && trustedProxies.length === 0) {
    refuse(
      context,
      ["server", "trusted_proxies"],
      "is needed for auth.mode proxy: anybody could send the header that says who they are; name the proxy's address",
    );
  }
  const secret = environment.get("SESSION_SECRET");
  if (secret !== undefined && Buffer.byteLength(secret) < 32)
    context.issues.push(
      "SESSION_SECRET: must have at least 32 bytes, such as `openssl rand -base64 32` prints",
    );
  refuseOpenStore(config.dataDir, context);
}

function refuseOpenSignIn({ host, publicUrl, tls, trustedProxies, auth }: Judged, context: Resolving): void {
  if (publicUrl?.protocol === "http:" && !isLoopbackHost(publicUrl.hostname)) {
    refuse(
      context,
      ["server", "public_url"],
      `must begin with https:// for auth.mode ${auth.mode}: passwords and sessions would cross the network unencrypted`,
    );
  }
  if (isLoopbackHost(host)) return;
  if (publicUrl === undefined) {
    refuse(
      context,
      ["server", "public_url"],
      `is needed to listen on ${host}: the https:// address that people open`,
    );
  }
  if (tls === undefined && trustedProxies.length === 0) {
    refuse(
      context,
      ["server"],
      `to listen on ${host} give tls (cert_file, key_file), or name the proxy that ends TLS under trusted_proxies`,
    );
  }
}

/** It holds what people saved, and hashes of their passwords. */
function refuseOpenStore(dataDir: string, context: Resolving): void {
  const file = path.join(dataDir, "sightglass.db");
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (process.platform !== "win32" && stat !== undefined && (stat.mode & 0o004) !== 0)
    context.issues.push(`${file}: can be read by everybody on the machine; chmod 600 it`);
}
