import type { Route } from "../../domain/link/routeLink.ts";
import { browserOpen, useBrowserOpen } from "../lib/browse/browserOpen.ts";
import { appLocation } from "../lib/location.ts";
import { linkTo } from "../lib/route.ts";
import { Icon } from "../ui/Icon.tsx";
import { railItemClass, railTextClass } from "./railClass.ts";

export interface BrowseItemProps {
  readonly current: Route["page"];
  readonly isWide: boolean;
}

/** Opens and closes the browser beside Explore; from another page it opens both. */
export function BrowseItem({ current, isWide }: BrowseItemProps) {
  const isOpen = useBrowserOpen().isOpen && current === "explore";
  const press = () => {
    if (current !== "explore") appLocation.go(linkTo({ page: "explore" }));
    browserOpen.set(!isOpen);
  };
  return (
    <button
      type="button"
      title={isWide ? undefined : "Browse"}
      aria-expanded={isOpen}
      onClick={press}
      className={railItemClass(isWide)}
    >
      <Icon name="list-tree" size={18} />
      <span className={railTextClass(isWide)}>Browse</span>
    </button>
  );
}
