import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type Certificates,
  createCertificates,
  type KeyPair,
} from "../testing/faultUpstream/certificates.ts";
import { type ServerProcess, startServerProcess } from "../testing/serverProcess.ts";

vi.setConfig({ testTimeout: 60_000 });

let certificates: Certificates;
const folder = mkdtempSync(path.join(tmpdir(), "own-certificate-"));
const [certFile, keyFile] = [path.join(folder, "cert.pem"), path.join(folder, "key.pem")];
let server: ServerProcess | undefined;

beforeAll(() => {
  certificates = createCertificates();
});
afterEach(async () => await server?.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put({ cert, key }: KeyPair): void {
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key, { mode: 0o600 });
}

/** Whose certificate a new connection is shown. */
async function shown(port: number): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject["CN"]));
      socket.destroy();
    });
    socket.on("error", reject);
  });
}

/** One request and its answer's first line, over a connection that stays. */
async function kept(port: number) {
  const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
  await new Promise((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
  const ask = async (): Promise<string> => {
    socket.write(`GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
    const [head] = await new Promise<[Buffer]>((resolve) =>
      socket.once("data", (chunk: Buffer) => resolve([chunk])),
    );
    return head.toString("latin1").split("\r\n")[0] ?? "";
  };
  return { ask, end: () => socket.destroy() };
}

describe.skipIf(process.platform === "win32")("F55 our own certificate", () => {
  it("F55 a new one counts at SIGHUP, for new connections; one that does not fit its key changes nothing", async () => {
    put(certificates.good);
    server = startServerProcess({
      args: ["--config", "sightglass.yaml"],
      config: `server: { tls: { cert_file: "${certFile}", key_file: "${keyFile}" } }\n`,
    });
    const url = new URL(await server.listening);
    const port = Number(url.port);
    expect([url.protocol, await shown(port)]).toEqual(["https:", "good"]);
    const open = await kept(port);
    expect(await open.ask()).toBe("HTTP/1.1 200 OK");

    put(certificates.selfSigned);
    expect(await shown(port)).toBe("good");
    server.child.kill("SIGHUP");
    await server.logged("configuration reloaded");
    expect(await shown(port)).toBe("self");
    expect(await open.ask()).toBe("HTTP/1.1 200 OK");
    open.end();
    expect(server.log().map(({ event }) => event)).not.toContain("needs a restart to take effect");

    put({ cert: certificates.good.cert, key: certificates.client.key });
    server.child.kill("SIGHUP");
    expect(await server.logged("configuration not reloaded")).toMatchObject({
      reason: expect.stringMatching(
        /^sightglass\.yaml:1 server\.tls: certificate and key cannot be used together/,
      ),
    });
    expect(await shown(port)).toBe("self");
  });

  it("F55 TLS that goes or comes needs a restart, and the log says so", async () => {
    put(certificates.good);
    server = startServerProcess({ args: ["--config", "sightglass.yaml"], config: "demo: true\n" });
    await server.listening;
    writeFileSync(
      server.configFile,
      `demo: true\nserver: { tls: { cert_file: "${certFile}", key_file: "${keyFile}" } }\n`,
    );
    server.child.kill("SIGHUP");
    expect(await server.logged("needs a restart to take effect")).toMatchObject({ reason: "tls" });
  });
});
