import { useMemo, useState } from "react";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";
import { createCrosshairStore } from "../chart/CrosshairStore.ts";
import { BoardGrid } from "../features/boards/page/BoardGrid.tsx";
import type { LinkScene } from "../features/boards/data/usePanelAnswers.ts";
import type { LinkPanelsSlot } from "../features/share/OpenedLinkPage.tsx";
import { useOpenedMs } from "../lib/useOpenedMs.ts";
import { zoneName } from "../lib/zoneName.ts";
import { Segmented } from "../ui/Segmented.tsx";

type Compare = NonNullable<LinkScene["compare"]>;

/** Of a panel that stands alone, in columns and rows of the grid. */
const ALONE = { width: 12, height: 10 } as const;
const HOUR_MS = 3_600_000;
const nothing = () => {};

/** The panels of a link where they stood; beside them, where asked for, the same on live data. */
export function LinkPanels({ link, token, compares }: LinkPanelsSlot) {
  const [compare, setCompare] = useState<Compare>("same-range");
  if (!compares) return <LinkGrid link={link} token={token} />;
  return (
    <div className="grid grow grid-cols-2 divide-x divide-line-2 max-lg:grid-cols-1 max-lg:divide-x-0">
      <section aria-label="Frozen" className="min-w-0">
        <h2 className="flex h-11 items-center border-b border-line-1 px-4">As it was</h2>
        <LinkGrid link={link} token={token} />
      </section>
      <section aria-label="Live" className="min-w-0">
        <div className="flex min-h-11 flex-wrap items-center gap-3 border-b border-line-1 px-4">
          <h2>Live</h2>
          <Segmented
            label="Range of live data"
            look="bar"
            segments={[
              { value: "same-range", label: "Same range" },
              { value: "until-now", label: "Until now" },
            ]}
            value={compare}
            onChange={setCompare}
          />
        </div>
        <LinkGrid key={compare} link={link} token={token} compare={compare} />
      </section>
    </div>
  );
}

interface LinkGridProps extends Pick<LinkPanelsSlot, "link" | "token"> {
  readonly compare?: Compare;
}

function LinkGrid({ link, token, compare }: LinkGridProps) {
  const openedMs = useOpenedMs();
  const [crosshair] = useState(createCrosshairStore);
  const asOfMs = compare === undefined ? (link.frozenMs ?? openedMs) : openedMs;
  const zone = zoneName(link.zone);
  const { from, to } = link.range;
  const range = useMemo((): ResolvedRange => {
    const own = resolveRange({ from, to }, asOfMs, zone) ?? { startMs: asOfMs - HOUR_MS, endMs: asOfMs };
    if (compare !== "until-now") return own;
    return { startMs: asOfMs - (own.endMs - own.startMs), endMs: asOfMs };
  }, [from, to, asOfMs, zone, compare]);
  const scene = {
    range,
    zone,
    values: {},
    asOfMs,
    round: 0,
    crosshair,
    // What was shared is what is shown: there is nothing to zoom into, and nothing to choose.
    onSelectRange: nothing,
    onBadChoice: nothing,
    link: compare === undefined ? {} : { compare },
  };
  const items = link.items ?? link.panels.map(({ id }) => ({ panelId: id, ...ALONE }));
  return (
    <BoardGrid
      items={items}
      panels={link.panels}
      scene={scene}
      pathOf={(panelId) => `/api/links/${token}/panels/${panelId}`}
    />
  );
}
