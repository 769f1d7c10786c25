import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Rules that are switched off, each with its reason. None so far. */
const SWITCHED_OFF: readonly { readonly rule: string; readonly reason: string }[] = [];

/** Every rule once per theme; the other width of a theme is judged by what depends on it: contrast and target size. */
export type Rules = "all" | "look";

/** What is open, and the control that opened it; the page behind was judged before. */
const OVERLAY = '[popover], dialog, .cm-tooltip, .cm-editor, [aria-expanded="true"]';

interface Judged {
  readonly where: string;
  readonly rules: Rules;
  readonly isOverlay?: boolean;
  /** A selector of the part that is judged, where the rest of the page was before. */
  readonly within?: string;
}

/** No violation of WCAG 2.2 A and AA in what is on the page, or in what is open over it. */
export async function expectNoViolations(
  page: Page,
  { where, rules, isOverlay = false, within }: Judged,
): Promise<void> {
  // What moves in is judged where it ends; a caret blinks for ever.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
        .map((one) => one.finished.catch(() => {})),
    ),
  );
  // Half a megabyte of script, read once per document.
  const isThere = await page.evaluate(() => "axe" in window);
  // Nodes that pass are not described; and without frames there is nothing to join on a page of axe's own.
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: "void 0" }) })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode();
  if (rules === "all") axe.withTags(WCAG).disableRules(SWITCHED_OFF.map(({ rule }) => rule));
  else axe.withRules(["color-contrast", "target-size"]);
  if (isOverlay) axe.include(OVERLAY);
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${where}: ${id} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  );
  expect(found).toEqual([]);
}
