import { expect, it } from "vitest";
import { eventText } from "./eventText.ts";

it.each([
  ["view", "board", "Capacity", "Opened the board “Capacity”"],
  ["open", "share", "For the shift", "Opened the link “For the shift”"],
  ["share", "share", "For the shift", "Shared the link “For the shift”"],
  ["renew", "share", "For the shift", "Renewed the link “For the shift”"],
  ["revoke", "token", "Grafana", "Withdrew the access token “Grafana”"],
  ["sign-in", "session", "", "Signed in"],
  ["sign-in-failed", "session", "ada", "Failed to sign in as “ada”"],
  ["sign-in-failed", "session", "", "Failed to sign in with a name nobody has"],
  ["revoke", "person", "ada", "Withdrew all links of “ada”"],
  ["polish", "lens", "", "polish the lens"],
])("T12 %s of a %s named %j reads %j", (...[action, kind, name, text]) => {
  expect(eventText({ action, kind, name })).toBe(text);
});
