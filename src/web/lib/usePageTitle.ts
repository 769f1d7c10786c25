import { useEffect } from "react";

/** The tab's title while the page is shown: "Sources · Sightglass". */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Sightglass" : `${title} · Sightglass`;
  }, [title]);
}
