import { ExplorePage } from "../features/explore/ExplorePage.tsx";
import { BesideExplore } from "./BesideExplore.tsx";
import { ExploreKeeping } from "./ExploreKeeping.tsx";

/** Explore with what other features put into it: the browser beside it, saving and sharing in its bar. */
export function WholeExplore() {
  return (
    <ExplorePage
      renderBrowser={(slot) => <BesideExplore {...slot} />}
      renderKeeping={(slot) => <ExploreKeeping {...slot} />}
    />
  );
}
