import { linkTo } from "../../lib/route.ts";
import { Link } from "../../lib/Link.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { FileChoice } from "./files/FileChoice.tsx";
import { presets } from "./presets.ts";

const way = [
  { place: "Browser", does: "types it once" },
  { place: "This server", does: "keeps and uses it" },
  { place: "Source", does: "sees it on each query" },
] as const;

/** Beside the form: shortcuts for known systems, and where the secret goes. */
export function FormSide({ showsPresets }: { readonly showsPresets: boolean }) {
  return (
    <aside
      aria-label="Help"
      className="flex flex-col gap-6 border-l border-line-1 bg-surface-2 px-10 py-7 max-md:border-t max-md:border-l-0 max-md:px-4 max-md:py-5"
    >
      {showsPresets && (
        <section className="max-w-100">
          <h2 className="mb-1">Presets</h2>
          {presets.map((preset) => (
            <Link
              key={preset.id}
              to={linkTo({ page: "addSource" }, { preset: preset.id })}
              className="grid w-full grid-cols-[minmax(0,1fr)_16px] items-center gap-x-3 gap-y-0.5 border-t border-line-1 py-2.25 text-fg-1 no-underline first-of-type:border-t-0 hover:text-accent-fg focus-visible:rounded-sm focus-visible:outline-offset-3"
            >
              <b className="font-medium">{preset.name}</b>
              <Icon name="chevron-right" className="col-start-2 row-span-2 row-start-1 text-fg-2" />
              <small className="text-xs text-fg-2">{preset.note}</small>
            </Link>
          ))}
          <FileChoice />
        </section>
      )}
      <section className="max-w-100">
        <h2 className="mb-2">Where the secret goes</h2>
        <ol className="grid grid-cols-3 gap-5">
          {way.map(({ place, does }, index) => (
            <li
              key={place}
              className="relative flex flex-col rounded bg-surface-1 px-2.5 py-2 text-xs inset-ring inset-ring-line-1"
            >
              {index > 0 && (
                <span aria-hidden="true" className="absolute top-1/2 -left-5 w-5 border-t border-line-3" />
              )}
              <b className="font-medium">{place}</b>
              <small className="text-2xs text-fg-2">{does}</small>
            </li>
          ))}
        </ol>
        <p className="mt-2.5 text-xs text-fg-2">
          No other host is contacted. Links, exports and error messages never contain it.
        </p>
      </section>
    </aside>
  );
}
