import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startChild } from "./childProcess.ts";
import { freePort } from "./freePort.ts";

export interface TlsProxy {
  /** "https://localhost:4711", whose certificate only `caFile` vouches for. */
  readonly origin: string;
  readonly caFile: string;
  /** The same by plain HTTP, as an operator who forgot to redirect has it: nginx says so in X-Forwarded-Proto. */
  readonly plainOrigin: string;
  readonly stop: () => Promise<void>;
}

export interface TlsProxyPlan {
  readonly port: number;
  readonly origin: string;
  /** A folder for its files. */
  readonly dir: string;
}

/** Where it will be, since the product must know its public address before it starts. */
export async function planTlsProxy(): Promise<TlsProxyPlan> {
  const port = await freePort();
  return {
    port,
    origin: `https://localhost:${port}`,
    dir: fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-nginx-")),
  };
}

export interface TlsProxyOptions {
  readonly basePath: string;
  readonly upstream: string;
  /** Where nginx comes from; another address than 127.0.0.1 tells it apart from everything else on this machine. */
  readonly from?: string;
  /** It takes the base path off. */
  readonly isCut?: boolean;
  /** More lines of its location. */
  readonly lines?: string;
}

/** nginx as an operator sets it up: TLS, a folder of its own for the app, and the headers that say who asks. */
export async function startTlsProxy(
  { port, origin, dir }: TlsProxyPlan,
  { basePath, upstream, from = "127.0.0.1", isCut = false, lines = "" }: TlsProxyOptions,
): Promise<TlsProxy> {
  const [cert, key] = [path.join(dir, "cert.pem"), path.join(dir, "key.pem")];
  const names = "subjectAltName=DNS:localhost,IP:127.0.0.1";
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      ...kind,
      "-days",
      "2",
      "-subj",
      "/CN=localhost",
      "-addext",
      names,
      "-keyout",
      key,
      "-out",
      cert,
    ],
    { stdio: "ignore" },
  );
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${dir}/${name};`)
    .join("\n    ");
  const file = path.join(dir, "nginx.conf");
  const healthPort = await freePort();
  const plainPort = await freePort();
  const location = `location ${basePath}/ {
        proxy_pass ${upstream}${isCut ? "/" : ""};
        proxy_bind ${from};
        proxy_http_version 1.1;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Connection "";
        ${lines}`;
  fs.writeFileSync(
    file,
    `worker_processes 1;
  ${process.getuid?.() === 0 ? "user root;" : ""}
  pid ${dir}/nginx.pid;
  error_log ${dir}/error.log;
  events { worker_connections 256; }
  http {
    access_log off;
    ${temporary}
    server { listen 127.0.0.1:${healthPort}; location / { return 204; } }
    server {
      listen 127.0.0.1:${port} ssl;
      ssl_certificate ${cert};
      ssl_certificate_key ${key};
      ${location}
        proxy_set_header Host $http_host;
      }
    }
    server {
      listen 127.0.0.1:${plainPort};
      ${location}
        proxy_set_header Host localhost:${port};
      }
    }
  }
`,
  );
  const child = await startChild(
    ["nginx", "-c", file, "-e", path.join(dir, "error.log"), "-g", "daemon off;"],
    {
      env: { PATH: process.env["PATH"] },
      readyUrl: `http://127.0.0.1:${healthPort}/`,
    },
  );
  return {
    origin,
    caFile: cert,
    plainOrigin: `http://127.0.0.1:${plainPort}`,
    stop: async () => {
      await child.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
