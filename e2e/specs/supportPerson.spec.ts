import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { BoardView } from "../pages/BoardView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { ADMIN, signIn } from "../pages/signIn.ts";
import { type MobileCore, startMobileCore } from "../stack/mobileCore.ts";
import { expect, test as base } from "../stack/passwordFixtures.ts";

const test = base.extend<object, { readonly core: MobileCore }>({
  core: [
    async ({}, use) => {
      const core = await startMobileCore();
      await use(core);
      await core.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

interface Received {
  /** Everything that the server sent to this browser: addresses, headers, bodies. */
  readonly all: () => Promise<string>;
}

function record(page: Page): Received {
  const parts: Promise<string>[] = [];
  page.on("response", (response) => {
    const body = response.text().catch(() => "");
    parts.push(body.then((text) => `${response.url()}\n${JSON.stringify(response.headers())}\n${text}`));
  });
  return { all: async () => (await Promise.all(parts)).join("\n") };
}

/** What nobody who reads may learn: every query, whole and in part, the source and where it is. */
function expectNothingOf({ exprs, source }: MobileCore, received: string): void {
  expect(exprs.length).toBeGreaterThan(6);
  const metrics = new Set(exprs.flatMap((expr) => expr.match(/operator_\w+/g) ?? []));
  const parts = [source.id, source.url, new URL(source.url).host];
  const secrets = [...exprs, ...metrics, ...parts];
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  expect(forms.filter((form) => received.includes(form))).toEqual([]);
}

/** The admin adds somebody in the page, and hands over the password. */
async function addViewer(page: Page, { app }: MobileCore, name: string) {
  await page.goto(`${app.url}/settings/people`);
  await signIn(page, ADMIN);
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("radio", { name: "Viewer" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const password = await dialog.getByRole("textbox", { name: "Password" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  return { name, password };
}

async function visitor(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", ...options });
  const page = await context.newPage();
  return { context, page, board: new BoardView(page), received: record(page) };
}

const SCREENS: readonly (BrowserContextOptions & { readonly width: number })[] = [
  { width: 1440, viewport: { width: 1440, height: 900 } },
  { width: 360, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
];

for (const { width, ...screen } of SCREENS) {
  test(`I2 J3 T6 at ${width} px a support person opens a board by link, chooses a customer, reads it, and sends it frozen`, async ({
    core,
    page,
    browser,
  }) => {
    test.setTimeout(150_000);
    const press = (name: string | RegExp, on: Page) => {
      const button = on.getByRole("button", { name });
      return screen.hasTouch ? button.tap() : button.click();
    };
    const person = await addViewer(page, core, `Support ${width}`);
    const desk = await visitor(browser, screen);
    const { board } = desk;

    await board.open(core.app, `/boards/${core.boardId}?from=now-3h`);
    await signIn(desk.page, person);
    await expect(board.title).toHaveText("Can they call?");
    await expect(board.panel("Calls connected")).toContainText(/\d\d(?:\.\d)?\s*%/);
    await press(/^Customer:/, desk.page);
    const choice = desk.page.getByRole("dialog", { name: "Customer" });
    for (const name of ["All customers", "Coastline", "Islandnet", "Northern Mobile"])
      await expect(choice.getByRole("checkbox", { name })).toBeVisible();
    await choice.getByRole("checkbox", { name: "Fjordtel" }).check();
    await press("Show", desk.page);
    await expect(desk.page).toHaveURL(/from=now-3h.*v\.customer=Fjordtel|v\.customer=Fjordtel.*from=now-3h/);
    await expect(board.panel("Calls connected")).toContainText("Normal is 97 % or more");
    const failed = board.panel("Failed calls, last hour");
    await failed.scrollIntoViewIfNeeded();
    await expect(failed.getByRole("table")).toContainText("Outgoing");
    await expect(failed.getByRole("table")).not.toContainText("Coastline");
    await board.settled();
    await expectNoViolations(desk.page, { where: `board at ${width}`, rules: "all" });
    await expectNoSidewaysScroll(desk.page);

    await press("Share", desk.page);
    const share = desk.page.getByRole("dialog", { name: "Share" });
    await expect(share.getByRole("radio", { name: /^Frozen/ })).toBeChecked();
    await expect(share.getByRole("checkbox", { name: /query/ })).toHaveCount(0);
    await expect(share.getByRole("radio", { name: /^Anyone/ })).toHaveCount(0);
    await share.getByRole("textbox", { name: "Name" }).fill(`Fjordtel at ${width}`);
    await press("Make link", desk.page);
    await expect(share.getByRole("button", { name: "Copy link" })).toBeVisible();
    await expectNoViolations(desk.page, { where: `share at ${width}`, rules: "all", isOverlay: true });
    const link = await share.getByRole("textbox", { name: "Short link" }).inputValue();

    const other = await visitor(browser, screen);
    const office = await visitor(browser, {});
    const colleague = await addViewer(office.page, core, `Colleague ${width}`);
    await office.context.close();
    await other.page.goto(link);
    await signIn(other.page, colleague);
    await expect(other.board.title).toHaveText(`Fjordtel at ${width}`);
    await expect(other.page.getByRole("status").first()).toContainText(
      new RegExp(`Frozen .* by Support ${width}`),
    );
    await expect(other.board.panel("Calls connected")).toContainText(/\d\d(?:\.\d)?\s*%/);
    await other.board.settled();
    await expectNoSidewaysScroll(other.page);

    await desk.page.keyboard.press("Escape");
    await press(`Support ${width}, viewer`, desk.page);
    await desk.page.getByRole("menuitem", { name: "Links" }).click();
    await expect(desk.page.getByRole("list", { name: "Links" })).toContainText(`Fjordtel at ${width}`);
    await expectNoSidewaysScroll(desk.page);
    for (const { received } of [desk, other]) {
      const text = await received.all();
      expect(text).toContain("Calls connected");
      expectNothingOf(core, text);
    }
    await desk.context.close();
    await other.context.close();
  });
}
