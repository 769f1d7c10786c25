import type { SourceTls } from "../sources/Source.ts";
import { refuse, type Resolving, within } from "./Resolving.ts";
import type { TlsEntry } from "./schema.ts";
import { resolveFile } from "./secretRef.ts";

export interface TlsPeer {
  /** Undefined where its URL is refused already. */
  readonly base: { readonly isHttps: boolean; readonly isLoopback: boolean } | undefined;
  readonly allowsInsecure: boolean;
}

/** `context` is the place that holds the key tls_config. */
export function resolveTls(tls: TlsEntry | undefined, peer: TlsPeer, context: Resolving): SourceTls {
  if (!tls) return { insecureSkipVerify: false };
  const { base } = peer;
  const place = within(context, ["tls_config"]);
  if (base && !base.isHttps) refuse(context, ["tls_config"], "needs an https:// url");
  if ((tls.cert_file === undefined) !== (tls.key_file === undefined)) {
    refuse(context, ["tls_config"], "cert_file and key_file belong together");
  }
  if (tls.insecure_skip_verify && base && !base.isLoopback && !peer.allowsInsecure) {
    refuse(
      place,
      ["insecure_skip_verify"],
      "anybody on the way could take the secret; give ca_file, or accept it with allow_insecure: true on this source",
    );
  }
  const file = (key: "ca_file" | "cert_file" | "key_file") => {
    const value = tls[key];
    return value === undefined ? undefined : resolveFile(value, { key, isSecret: key === "key_file" }, place);
  };
  const [caFile, certFile, keyFile] = [file("ca_file"), file("cert_file"), file("key_file")];
  return {
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(tls.server_name !== undefined && { serverName: tls.server_name }),
    insecureSkipVerify: tls.insecure_skip_verify,
  };
}
