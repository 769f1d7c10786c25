import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { startTokenProxy, type TokenProxy } from "./tokenProxy.ts";

export interface StandInOptions {
  /** Names that the certificate is for, such as "observe.coreweave.com". */
  readonly hosts: readonly string[];
  readonly upstream: string;
  readonly authorization: string;
  readonly prefix?: string;
}

export interface StandIn {
  /** What reached the hosts; `headers.host` tells which one. */
  readonly proxy: TokenProxy;
  /** host:port of every tunnel that was asked for. */
  readonly tunnels: readonly string[];
  /** Variables for the product: it reaches the hosts by their real names through a tunnel, and trusts them. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

function createCertificate(dir: string, hosts: readonly string[]): { key: string; cert: string } {
  const names = hosts.map((host) => `DNS:${host}`).join(",");
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const files = ["-keyout", "key.pem", "-out", "cert.pem"];
  const subject = ["-subj", "/CN=stand-in", "-addext", `subjectAltName=${names}`];
  execFileSync("openssl", ["req", ...kind, ...files, ...subject], { cwd: dir, stdio: "ignore" });
  const read = (name: string) => fs.readFileSync(path.join(dir, name), "utf8");
  return { key: read("key.pem"), cert: read("cert.pem") };
}

/**
 * Public hosts played on loopback: an HTTPS proxy whose every tunnel ends at a token proxy that has a certificate
 * for their names. So a preset is tested by its real URLs, and nothing leaves the machine.
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-hosts-"));
  const tls = createCertificate(dir, options.hosts);
  const proxy = await startTokenProxy({ ...options, tls });
  const target = new URL(proxy.url);
  const tunnels: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = http.createServer((_request, response) => response.writeHead(405).end());
  server.on("connect", (request: http.IncomingMessage, client: net.Socket) => {
    tunnels.push(request.url ?? "");
    const onward = net.connect(Number(target.port), target.hostname, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(onward).pipe(client);
    });
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => [client, onward].forEach((each) => each.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    proxy,
    tunnels,
    env: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: path.join(dir, "cert.pem") },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await proxy.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
