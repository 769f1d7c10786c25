import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test("N3 follows new lines every two seconds, and pauses while one reads older ones", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const push = async (text: string) => {
    const values = [[`${Date.now()}000000`, text]];
    const body = JSON.stringify({ streams: [{ stream: { app: "live", cluster: "ord1" }, values }] });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${logStack.loki.url}/loki/api/v1/push`, { method: "POST", headers, body });
    expect(answer.status).toBe(204);
  };
  for (let index = 0; index < 60; index++) await push(`older ${index}`);
  await page.open(logsApp.url, "?from=now-5m");
  await page.askAndSee('{app="live"}');
  await watched.getByRole("button", { name: "Follow" }).click();
  const tail = watched.getByRole("status", { name: "Live tail" });
  await expect(tail).toContainText(/Following, .*s behind/);
  await push("came while following");
  await expect(page.lines.first()).toContainText("came while following");

  await watched.locator(".sg-log-scroll").hover();
  await watched.mouse.wheel(0, 400);
  await expect(tail).toContainText("Paused");
  const upstream = watchUpstream(logStack.proxy);
  await push("came while reading");
  // Two turns of the tail.
  await expect(tail).toContainText(/[4-9]s behind/, { timeout: 15_000 });
  expect(upstream.queries()).toEqual([]);
  await watched.mouse.wheel(0, -2000);
  await expect(page.list).toContainText("came while reading");
  // A tab that nobody sees asks for nothing; seen again, it catches up.
  await expect(tail).toContainText("Following");
  const setHidden = (isHidden: boolean) =>
    watched.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
  await setHidden(true);
  await expect(tail).toContainText("Paused");
  const unseen = watchUpstream(logStack.proxy);
  await push("came while hidden");
  await expect(tail).toContainText(/[4-9]s behind/, { timeout: 15_000 });
  expect(unseen.queries()).toEqual([]);
  await setHidden(false);
  await expect(page.list).toContainText("came while hidden");

  await watched.getByRole("button", { name: "Follow" }).click();
  await expect(tail).toHaveCount(0);
});
