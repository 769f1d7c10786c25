import type { SourceView } from "../../contract/sources.ts";

/** What Sightglass brings stands after what people bring, and its own metrics last. */
const rank = ({ origin, preset }: SourceView): number =>
  origin !== "embedded" ? 0 : preset === "self" ? 2 : 1;

/** As they stand in every list: within a rank in the order of the server. */
export const orderSources = (sources: readonly SourceView[]): SourceView[] =>
  sources.toSorted((a, b) => rank(a) - rank(b));
