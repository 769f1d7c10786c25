import type { SourceView } from "../../../contract/sources.ts";
import { useSources } from "../../lib/sources.ts";
import { useLocation } from "../../lib/location.ts";
import { recordOf } from "../../lib/useLinkState.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { Link } from "../../lib/Link.tsx";
import { linkTo } from "../../lib/route.ts";
import { buttonClass } from "../../ui/buttonClass.ts";
import { Icon } from "../../ui/Icon.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageBar } from "../../ui/PageBar.tsx";
import { exploreSource } from "./exploreSource.ts";
import { FormSide } from "./FormSide.tsx";
import { findPreset } from "./presets.ts";
import { SourceFields } from "./SourceFields.tsx";
import { emptyForm, formOf } from "./sourceForm.ts";

const backToSources = (
  <Link to={linkTo({ page: "sources" })} className={buttonClass({ variant: "ghost" })}>
    All sources
  </Link>
);

/** Adds a source, or edits the one with `sourceId`. With no source at all it is the first page. */
export function SourceFormPage({ sourceId }: { readonly sourceId?: string }) {
  const { data } = useSources();
  const { search } = useLocation();
  const stored = data?.sources.find((source) => source.id === sourceId);
  const preset = findPreset(recordOf(search)["preset"]);
  const demo = data?.sources.find((source) => source.preset === "demo");
  const isFirst = data?.sources.length === 0;
  const title = sourceId === undefined ? "Add source" : "Edit source";
  usePageTitle(title);
  const refusal = refusalOf({
    isUnknown: sourceId !== undefined && !stored,
    origin: stored?.origin,
    canAdd: data?.canAdd,
  });
  return (
    <>
      <PageBar title={title}>
        {demo && (
          <Link to={exploreSource(demo)} className={buttonClass({ variant: "ghost" })}>
            <Icon name="flask-conical" /> Look around with demo data
          </Link>
        )}
        {!isFirst && <span className={demo && "max-sm:hidden"}>{backToSources}</span>}
      </PageBar>
      {refusal ? (
        <EmptyState icon="lock" title={refusal.title} actions={!isFirst && backToSources}>
          {refusal.why}
        </EmptyState>
      ) : (
        <div className="grid min-h-0 grow auto-rows-min grid-cols-[minmax(0,560px)_minmax(0,1fr)] overflow-auto max-md:grid-cols-1 md:auto-rows-auto">
          <SourceFields
            key={preset?.id ?? sourceId ?? "new"}
            initial={stored ? formOf(stored) : (preset?.form ?? emptyForm)}
            stored={stored}
            preset={preset}
          />
          <FormSide showsPresets={!stored} />
        </div>
      )}
    </>
  );
}

interface Refusal {
  readonly title: string;
  readonly why: string;
}

function refusalOf(facts: {
  isUnknown: boolean;
  origin: SourceView["origin"] | undefined;
  canAdd: boolean | undefined;
}): Refusal | null {
  if (facts.isUnknown) return { title: "This source does not exist", why: "It may have been removed." };
  if (facts.origin === "embedded") {
    return {
      title: "This source comes with Sightglass",
      why: "There is nothing to change; demo: false in the configuration leaves the demo out.",
    };
  }
  if (facts.origin === "config") {
    return {
      title: "This source comes from the configuration",
      why: "Change it in the configuration file; the server takes the change up on reload.",
    };
  }
  if (facts.canAdd === false) {
    return {
      title: "Sources cannot be changed here",
      why: "Ask an administrator, or add the source to the configuration file.",
    };
  }
  return null;
}
