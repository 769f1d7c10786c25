import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test.afterEach(({ logStack }) => logStack.proxy.intercept(undefined));

test("B4 B5 a typed log query shows its lines by itself, newest first, and marks the paint", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const upstream = watchUpstream(logStack.proxy);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  await page.askAndSee('{app="cart"}');
  await expect(page.list).toContainText("item added");
  await expect(page.logsTab).toHaveAttribute("aria-selected", "true");
  await expect(page.logsTab).toContainText("480");
  await expect(watched.getByRole("tab", { name: /^Chart/ })).toHaveCount(0);
  const [asked] = upstream.seen("/query_range").filter(({ params }) => params.get("limit") === "1000");
  expect(asked?.params.get("direction")).toBe("backward");
  expect(asked?.params.get("start")).toBe(`${logStack.endMs - 3_600_000}000000`);
  expect(asked?.params.get("end")).toBe(`${logStack.endMs}000000`);
  const address = watched.url();
  await watched.reload();
  await expect(page.list).toContainText("item added");
  expect(watched.url()).toBe(address);
});
