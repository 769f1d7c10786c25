import { expect, it } from "vitest";
import { aSource, bearer } from "../../testing/faultUpstream/dataApp.ts";
import { Secret } from "../config/Secret.ts";
import { keyVersionsBy, withVersion } from "./sourceVersion.ts";

const versionOf = (token: string) => withVersion(aSource({ auth: bearer(token) })).version;

it("replicas with one secret have equal versions of equal sources; another secret, or token, makes others", () => {
  const alone = versionOf("t");
  keyVersionsBy(new Secret("0123456789abcdef0123456789abcdef"));
  const shared = versionOf("t");
  expect(versionOf("t")).toBe(shared);
  expect(shared).not.toBe(alone);
  expect(versionOf("u")).not.toBe(shared);
  keyVersionsBy(new Secret("another secret of at least 32 bytes"));
  expect(versionOf("t")).not.toBe(shared);
  keyVersionsBy(new Secret("0123456789abcdef0123456789abcdef"));
  expect(versionOf("t")).toBe(shared);
});
