import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

export interface Certificates {
  readonly ca: string;
  /** For localhost and 127.0.0.1. */
  readonly good: KeyPair;
  readonly expired: KeyPair;
  /** For other.test. */
  readonly wrongHost: KeyPair;
  readonly selfSigned: KeyPair;
  /** For client authentication. */
  readonly client: KeyPair;
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Makes a throw-away CA and certificates with the machine's openssl (about 0.2 s). */
export function createCertificates(): Certificates {
  const folder = mkdtempSync(path.join(tmpdir(), "certificates-"));
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  };
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  const issue = (name: string, altName: string, days: number): KeyPair => {
    writeFileSync(path.join(folder, `${name}.ext`), `subjectAltName=${altName}\n`);
    openssl("req", ...NEW_KEY, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    const signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", `${name}.ext`];
    openssl("x509", "-req", "-in", `${name}.csr`, "-out", `${name}.pem`, "-days", String(days), ...signing);
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  };
  const selfSign = (name: string, ...more: string[]): KeyPair => {
    openssl(
      "req",
      "-x509",
      ...NEW_KEY,
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.pem`,
      "-days",
      "30",
      "-subj",
      `/CN=${name}`,
      ...more,
    );
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  };
  try {
    const ca = selfSign("ca").cert;
    const local = "DNS:localhost,IP:127.0.0.1";
    return {
      ca,
      good: issue("good", local, 30),
      expired: issue("expired", local, -1),
      wrongHost: issue("wrong", "DNS:other.test", 30),
      selfSigned: selfSign("self", "-addext", `subjectAltName=${local}`),
      client: issue("client", "DNS:client.test", 30),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
