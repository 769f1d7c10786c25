import { expect, it } from "vitest";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { createRequestText, type OutgoingRequest } from "./requestText.ts";

const aRequest = (over: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  method: "GET",
  path: "/api/v1/query?query=up",
  headers: ["accept", "application/json"],
  body: null,
  ...over,
});
const textOf = createRequestText("prometheus:9090");

it("is a request line, our own headers, and a form with its length", () => {
  expect(textOf(aRequest())).toBe(
    "GET /api/v1/query?query=up HTTP/1.1\r\nhost: prometheus:9090\r\nconnection: keep-alive\r\naccept: application/json\r\n\r\n",
  );
  expect(textOf(aRequest({ method: "POST", path: "/q", body: "query=up" }))).toBe(
    "POST /q HTTP/1.1\r\nhost: prometheus:9090\r\nconnection: keep-alive\r\naccept: application/json\r\ncontent-length: 8\r\n\r\nquery=up",
  );
});

it.each<[string, Partial<OutgoingRequest>]>([
  ["a path with a line break", { path: "/a\r\nx: y" }],
  ["a path with a space", { path: "/a HTTP/1.1" }],
  ["a path with NUL", { path: "/a\0" }],
  ["a path beyond ASCII", { path: "/ä" }],
  ["a path without its slash", { path: "http://other/" }],
  ["a header value with CR", { headers: ["accept", "a\rb"] }],
  ["a header value with LF", { headers: ["accept", "a\nb"] }],
  ["a header value with NUL", { headers: ["accept", "a\0"] }],
  ["a header name with a colon", { headers: ["a: b", "c"] }],
  ["an empty header name", { headers: ["", "c"] }],
  ["a body that is no encoded form", { method: "POST", body: "query=up\r\n" }],
  ["a body whose length would be wrong", { method: "POST", body: "query=ä" }],
])("S12 S28 %s is never sent", (_name, over) => {
  expect(() => textOf(aRequest(over))).toThrow(ProblemError);
  expect(() => createRequestText("a\r\nb")(aRequest())).toThrow(ProblemError);
});
