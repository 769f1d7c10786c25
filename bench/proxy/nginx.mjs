// Two nginx processes with one worker each: a static upstream and a token-adding proxy before it.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

const TOKEN = "Bearer test-token-0123456789abcdef0123456789abcdef0123456789abcdef";

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Serves dir/www/<name>.json (and .gz) as /<name>/api/v1/query, and proxies to it. */
export async function startNginx(dir, names) {
  const [upstream, proxy] = [await freePort(), await freePort()];
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((x) => `${x}_temp_path ${dir}/${x};`)
    .join(" ");
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const main = (name) =>
    `worker_processes 1; ${user} pid ${dir}/${name}.pid; error_log ${dir}/error.log; events { worker_connections 1024; }`;
  const http = `access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000; ${temp}`;
  const files = names
    .map((n) => `location = /${n}/api/v1/query { default_type application/json; try_files /${n}.json =404; }`)
    .join(" ");
  fs.writeFileSync(
    `${dir}/upstream.conf`,
    `${main("upstream")} http { ${http} gzip_static on; server { listen 127.0.0.1:${upstream}; root ${dir}/www; ${files} } }`,
  );
  const pass = `proxy_pass http://u; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Authorization "${TOKEN}"; proxy_set_header Cookie ""; proxy_buffers 32 64k; proxy_buffer_size 16k; proxy_busy_buffers_size 128k; proxy_max_temp_file_size 0;`;
  fs.writeFileSync(
    `${dir}/proxy.conf`,
    `${main("proxy")} http { ${http} upstream u { server 127.0.0.1:${upstream}; keepalive 64; keepalive_requests 1000000; } server { listen 127.0.0.1:${proxy}; location / { ${pass} } } }`,
  );
  const children = ["upstream", "proxy"].map((name) =>
    spawn("nginx", ["-c", path.join(dir, `${name}.conf`), "-e", `${dir}/error.log`, "-g", "daemon off;"], {
      stdio: "ignore",
    }),
  );
  return {
    upstream: `http://127.0.0.1:${upstream}`,
    proxy: `http://127.0.0.1:${proxy}`,
    proxyPid: children[1].pid,
    stop: () => children.forEach((child) => child.kill()),
  };
}
