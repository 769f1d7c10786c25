import fs from "node:fs";
import { startApp } from "../stack/appServer.ts";
import { CANARY, leaks } from "../stack/canary.ts";
import { exchange } from "../stack/exchange.ts";
import { filesUnder } from "../stack/filesUnder.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test("K1 a Loki is added by the address of its push endpoint: known as one, tested, live at once, its secret in one file", async ({
  logStack,
  watched: page,
}) => {
  const app = await startApp({ config: "demo: false\n" });
  await page.goto(app.url);
  const address = page.getByRole("textbox", { name: "Address", exact: true });
  await expect(address).toBeFocused();
  // As it stands in the configuration of whoever ships the logs.
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text", text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, `${logStack.proxy.url}/loki/api/v1/push`);
  await expect(address).toHaveValue(logStack.proxy.url);
  await expect(page.getByRole("radio", { name: "Loki" })).toBeChecked();

  const token = page.getByLabel("Token", { exact: true });
  await token.fill("not-the-token");
  await page.getByRole("button", { name: "Save and explore" }).click();
  await expect(page.getByRole("alert")).toContainText("UPSTREAM_AUTH");
  await token.fill(CANARY);
  await page.getByRole("button", { name: "Test again" }).click();
  const result = page.getByRole("status", { name: "Test result" });
  await expect(result).toContainText("9 of 9 operations answer");
  await page.screenshot({ path: test.info().outputPath("added-loki.png") });
  await page.getByRole("button", { name: "Save and explore" }).click();
  await expect(page).toHaveURL(/\/explore\?/);

  const { sources: all } = (await exchange(`${app.url}/api/sources`)).json() as {
    sources: { id: string; kind: string; budgetBytes: number; origin: string }[];
  };
  const sources = all.filter(({ origin }) => origin === "added");
  expect(sources).toMatchObject([{ kind: "loki", origin: "added", budgetBytes: 10 * 1024 ** 3 }]);
  const labels = await exchange(`${app.url}/api/sources/${sources[0]?.id}/loki/api/v1/labels`);
  expect(labels.text).toContain('"namespace"');
  // The secret is kept, and in the one file that is its place.
  const holders = filesUnder(app.dataDir).filter((file) => leaks(fs.readFileSync(file)).length > 0);
  expect(holders.map((file) => file.replace(app.dataDir, ""))).toEqual(["/sources.json"]);
  expect(JSON.parse(fs.readFileSync(holders[0] ?? "", "utf8"))).toMatchObject({
    sources: [{ kind: "loki" }],
  });
  await page.goto(`${app.url}/sources`);
  await expect(page.getByRole("list", { name: "Sources" })).toContainText("Loki");
  await app.stop();
});

test("K1 a Prometheus' address added as a Loki is refused, with what it answered", async ({
  logStack,
  page,
}) => {
  const app = await startApp({ config: "demo: false\n" });
  await page.goto(app.url);
  await page.getByRole("textbox", { name: "Address", exact: true }).fill(`${logStack.proxy.url}/prometheus`);
  await page.getByRole("radio", { name: "Loki" }).click();
  await page.getByLabel("Token", { exact: true }).fill(CANARY);
  await page.getByRole("button", { name: "Save and explore" }).click();
  await expect(page.getByRole("alert")).toContainText("UPSTREAM_NOT_FOUND");
  await expect(page.getByRole("alert")).toContainText("labels");
  await app.stop();
});
