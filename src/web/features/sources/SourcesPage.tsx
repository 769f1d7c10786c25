import { appLocation } from "../../lib/location.ts";
import { useSources } from "../../lib/sources.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { linkTo } from "../../lib/route.ts";
import { Button } from "../../ui/Button.tsx";
import { PageBar } from "../../ui/PageBar.tsx";
import { SourceRow } from "./SourceRow.tsx";

/** Every source: where it is, how it signs in, who may change it, and whether it answers. */
export function SourcesPage() {
  usePageTitle("Sources");
  const { data } = useSources();
  return (
    <>
      <PageBar title="Sources">
        {data?.canAdd && (
          <Button variant="primary" icon="plus" onClick={() => appLocation.go(linkTo({ page: "addSource" }))}>
            Add source
          </Button>
        )}
      </PageBar>
      <ul aria-label="Sources" className="min-h-0 grow overflow-auto">
        {data?.sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
    </>
  );
}
