import { randomBytes } from "node:crypto";
import http from "node:http";
import type { RunningServer } from "./prometheusServer.ts";

export interface OAuth2Target extends RunningServer {
  readonly tokenUrl: string;
  readonly metricsUrl: string;
  /** How often each path was asked, and what it answered: "POST /token 401". */
  readonly asked: readonly string[];
}

export interface OAuth2Client {
  readonly id: string;
  readonly secret: string;
  readonly scope: string;
}

/** A token endpoint for one client (RFC 6749 §4.4), and beside it a page of metrics that demands one of its tokens. */
export async function startOAuth2Target(client: OAuth2Client): Promise<OAuth2Target> {
  const asked: string[] = [];
  const given = new Set<string>();
  const expected = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}`;

  const answerToken = (authorization: string | undefined, form: URLSearchParams) => {
    if (authorization !== expected)
      return { status: 401, body: { error: "invalid_client", error_description: "client unknown" } };
    if (form.get("grant_type") !== "client_credentials" || form.get("scope") !== client.scope)
      return { status: 400, body: { error: "invalid_scope" } };
    const token = randomBytes(16).toString("hex");
    given.add(token);
    return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: 300 } };
  };

  const answer = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
    const { authorization } = request.headers;
    const note = (status: number) => asked.push(`${request.method} ${request.url} ${status}`);
    if (request.url === "/token") {
      const { status, body } = answerToken(authorization, new URLSearchParams(text));
      note(status);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      return;
    }
    const isGood = given.has(authorization?.replace(/^Bearer /, "") ?? "");
    note(isGood ? 200 : 401);
    response.writeHead(isGood ? 200 : 401, { "content-type": "text/plain; version=0.0.4" });
    response.end(isGood ? "# TYPE subscribers gauge\nsubscribers 7\n" : "Unauthorized");
  };
  const server = http.createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url,
    tokenUrl: `${url}/token`,
    metricsUrl: `${url}/metrics`,
    asked,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
