import { useSources } from "../../lib/sources.ts";
import { useLocation } from "../../lib/location.ts";
import { recordOf } from "../../lib/useLinkState.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { Link } from "../../lib/Link.tsx";
import { linkTo } from "../../lib/route.ts";
import { buttonClass } from "../../ui/buttonClass.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FormSide } from "./FormSide.tsx";
import { PageBar } from "./PageBar.tsx";
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
  const isFirst = data?.sources.length === 0;
  const title = sourceId === undefined ? "Add source" : "Edit source";
  usePageTitle(title);
  const refusal = refusalOf({
    isUnknown: sourceId !== undefined && !stored,
    isFixed: stored?.origin === "config",
    canAdd: data?.canAdd,
  });
  return (
    <>
      <PageBar title={title}>{!isFirst && backToSources}</PageBar>
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
  isFixed: boolean;
  canAdd: boolean | undefined;
}): Refusal | null {
  if (facts.isUnknown) return { title: "This source does not exist", why: "It may have been removed." };
  if (facts.isFixed) {
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
