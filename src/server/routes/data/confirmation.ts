import type { IncomingHttpHeaders } from "node:http";

const HEADER = "x-sightglass-confirm";
const VALUE = "over-budget";
/** logcli sends no header of the user's but this one: `--query-tags`. */
const TAGS_HEADER = "x-query-tags";
const TAG = "sightglass-confirm=over-budget";

/** Did the asker say that this query may read more than the budget? */
export function confirmsOverBudget(headers: IncomingHttpHeaders): boolean {
  if (headers[HEADER] === VALUE) return true;
  const tags = headers[TAGS_HEADER];
  return typeof tags === "string" && tags.split(",").some((tag) => tag.trim() === TAG);
}

/** What to do next for somebody at a command line; the page has a button for it. */
export function howToConfirm(headers: IncomingHttpHeaders): { readonly hint?: string } {
  if (headers["sec-fetch-site"] !== undefined) return {};
  return {
    hint: `Choose a shorter range or a narrower selector. To run it all the same, send the header X-Sightglass-Confirm: ${VALUE} (logcli: --query-tags=${TAG}); whoever runs Sightglass sets the limit as query_budget.`,
  };
}
