import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ArrayStore, testSeries } from "../../testing/engine/ArrayStore.ts";
import { finish } from "../work/Work.ts";
import { createEngineServer } from "./EngineServer.ts";
import { engineLimits } from "./engineLimits.ts";

const store = new ArrayStore([testSeries({ __name__: "up", job: "a?b" }, [[1_000, 1]])]);

const server = createEngineServer({
  storeOf: (id) => (id === "dump" ? store : undefined),
  run: (work) => Promise.resolve().then(() => finish(work)),
  limits: engineLimits,
  nowMs: () => 2_000,
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());

interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly contentType?: string;
}

/** Status and text, of a target that is sent as it is. */
function ask(target: string, { method = "GET", body, contentType = "" }: Sent = {}): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const headers = contentType === "" ? {} : { "content-type": contentType };
  return new Promise((resolve, reject) => {
    const request = http.request({ port, method, path: target, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve(`${response.statusCode} ${text}`));
    });
    request.on("error", reject).end(body);
  });
}

const FORM = "application/x-www-form-urlencoded";
const scalar = (text: string): string =>
  `200 {"status":"success","data":{"resultType":"scalar","result":[5,"${text}"]}}`;

describe("the engine's HTTP server", () => {
  it("keeps a question mark of the query", async () => {
    const found = await ask('/dump/api/v1/query?time=2&query=up{job="a?b"}'.replaceAll('"', "%22"));
    expect(found).toContain('"metric":{"__name__":"up","job":"a?b"}');
  });

  it.each<[what: string, sent: Sent & { readonly search?: string }, value: string]>([
    ["a form", { body: "query=2&time=5", contentType: FORM }, "2"],
    [
      "a form in capital letters",
      { body: "query=2&time=5", contentType: `${FORM.toUpperCase()}; charset=utf-8` },
      "2",
    ],
    ["a form before the address", { search: "?query=3&time=5", body: "query=2", contentType: FORM }, "2"],
    [
      "the address beside what is no form",
      { search: "?query=3&time=5", body: "query=2", contentType: "text/plain" },
      "3",
    ],
  ])("reads %s", async (_, { search = "", ...sent }, value) => {
    expect(await ask(`/dump/api/v1/query${search}`, { method: "POST", ...sent })).toBe(scalar(value));
  });

  it.each([
    ["/dump/api/v1/query?query=1", "PUT", "nothing here takes PUT"],
    ["/dump/api/v1/label/job/values", "POST", "nothing here takes POST"],
    ["/dump/api/v1/targets", "GET", "no such path"],
    ["/other/api/v1/query?query=1", "GET", "no such source"],
    ["/dump", "GET", "no such path"],
  ])("answers 404 to %s by %s", async (target, method, error) => {
    expect(await ask(target, { method })).toBe(
      `404 {"status":"error","errorType":"not_found","error":"${error}"}`,
    );
  });

  // As the real Prometheus 3.15 answers.
  it.each([
    ["1e21", scalar("1000000000000000000000")],
    ["1e-7", scalar("0.0000001")],
    ["NaN", scalar("NaN")],
    ['"\\xff"', scalar("�").replace("scalar", "string")],
    [
      "vector(1e21)",
      '200 {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[5,"1e+21"]}]}}',
    ],
    ["up offset NaN", '200 {"status":"success","data":{"resultType":"vector","result":[]}}'],
    [
      "1 >/ 1",
      '422 {"status":"error","errorType":"execution","error":"operator \\">/\\" not allowed for Scalar operations"}',
    ],
    [
      'label_replace(up, "\\xff", "", "", "")',
      '422 {"status":"error","errorType":"execution","error":"invalid destination label name in label_replace(): �"}',
    ],
  ])("answers %s in Prometheus' bytes", async (query, answer) => {
    expect(await ask(`/dump/api/v1/query?time=5&query=${encodeURIComponent(query)}`)).toBe(answer);
  });
});
