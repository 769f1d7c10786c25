import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createCertificates } from "../../src/testing/faultUpstream/certificates.ts";
import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { startTokenProxy, type TokenProxy } from "../stack/tokenProxy.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const certificates = createCertificates();
const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-certificates-"));
let proxy: TokenProxy;

test.beforeAll(async ({ stack }) => {
  const { ca, good, client } = certificates;
  for (const [name, text] of Object.entries({
    "ca.pem": ca,
    "client.pem": client.cert,
    "client.key": client.key,
  }))
    fs.writeFileSync(path.join(dir, name), text, { mode: 0o600 });
  const { url: upstream } = stack.prometheus;
  proxy = await startTokenProxy({ upstream, authorization: `Bearer ${CANARY}`, tls: good, clientCa: ca });
});
test.afterAll(async () => {
  await proxy.stop();
  fs.rmSync(dir, { recursive: true });
});

const configOf = (tls: Readonly<Record<string, string>>) => {
  const files = Object.entries(tls).map(([key, name]) => `${key}: ${path.join(dir, name)}`);
  return `sources:
  - id: guarded
    kind: prometheus
    url: ${proxy.url}
    authorization: { credentials: ${CANARY} }
    tls_config: { ${files.join(", ")} }
`;
};

test("F13 a source behind a server that demands a client certificate is drawn", async ({ watched }) => {
  const app = await startApp({
    config: configOf({ ca_file: "ca.pem", cert_file: "client.pem", key_file: "client.key" }),
  });
  try {
    const explore = new ExplorePage(watched);
    await explore.open(app.url, "?a.q=kube_node_status_allocatable&from=now-3h");
    await expect(explore.status).toContainText("3 series");
    await expect(explore.chart).toBeVisible();
    expect(proxy.requests.filter(({ url }) => url.includes("/query_range")).map((one) => one.status)).toEqual(
      [200],
    );
  } finally {
    await app.stop();
  }
});

test("F13 without the certificate nothing is asked, and the page says that the source cannot be used", async ({
  watched,
}) => {
  const app = await startApp({ config: configOf({ ca_file: "ca.pem" }) });
  const asked = proxy.requests.length;
  try {
    const explore = new ExplorePage(watched);
    await explore.open(app.url, "?a.q=kube_node_status_allocatable&from=now-3h");
    await expect(explore.alert).toContainText("It demands a client certificate");
    expect(proxy.requests.length, "no request came through").toBe(asked);
  } finally {
    await app.stop();
  }
});
