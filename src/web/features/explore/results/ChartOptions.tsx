import type { DrawMode, ExploreState, HistogramView } from "../../../../domain/link/ExploreState.ts";
import { unitOf, units } from "../../../../domain/format/units.ts";
import { Button } from "../../../ui/Button.tsx";
import { Menu } from "../../../ui/Menu.tsx";
import type { MenuItem } from "../../../ui/MenuList.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { useMediaQuery } from "../../../ui/useMediaQuery.ts";

export interface ChartOptionsProps {
  readonly state: ExploreState;
  /** The unit in use when none is chosen. */
  readonly inferredUnit: string;
  readonly isHistogram: boolean;
  /** What is drawn: `state.draw` with "auto" resolved. */
  readonly draw: DrawMode;
  readonly hasSeveral: boolean;
  /** There are exemplars to show, or to hide. */
  readonly hasExemplars: boolean;
  readonly onChange: (change: Partial<ExploreState>) => void;
  readonly exports: readonly MenuItem[];
}

const drawModes = [
  { value: "lines", label: "Lines", icon: "chart-spline" },
  { value: "area", label: "Area", icon: "chart-area" },
  { value: "stacked", label: "Stacked", icon: "layers" },
  { value: "bars", label: "Bars", icon: "chart-column" },
  { value: "points", label: "Points", icon: "chart-scatter" },
] as const;

const heatmapMode = { value: "heatmap", label: "Heatmap", icon: "grid-3x3" } as const;

const histogramViews: readonly { readonly value: HistogramView; readonly label: string }[] = [
  { value: "heatmap", label: "Heatmap" },
  { value: "quantiles", label: "p50, p90, p99" },
  { value: "totals", label: "Count and sum" },
];

/** View options of the chart, at the right end of the tab bar. None of them asks a source anything. */
export function ChartOptions(props: ChartOptionsProps) {
  const { state, inferredUnit, isHistogram, draw, hasSeveral, hasExemplars, onChange, exports } = props;
  const unit = shortUnit(state.unit === "" ? inferredUnit : state.unit);
  const isPhone = useMediaQuery("(max-width: 640px)");
  const unitItems: MenuItem[] = [
    {
      label: `Auto (${shortUnit(inferredUnit)})`,
      isChecked: state.unit === "",
      onSelect: () => onChange({ unit: "" }),
    },
    ...units.map((one) => ({
      label: one.name,
      isChecked: state.unit === one.id,
      onSelect: () => onChange({ unit: one.id }),
    })),
  ];
  const isHeat = draw === "heatmap";
  const isMap = isHeat && state.histogramView === "heatmap";
  const fromZero = { label: "From zero", isOn: state.isFromZero, change: { isFromZero: !state.isFromZero } };
  const log = { label: "Log", isOn: state.isLog, change: { isLog: !state.isLog } };
  // The edges of a heatmap's buckets are where they are, in the unit they have.
  const axis = isMap ? [log] : [fromZero, log];
  // There is no room for two more buttons on a phone.
  const axisItems: MenuItem[] = axis.map(({ label, isOn, change }, index) => ({
    label,
    isChecked: isOn,
    isToggle: true,
    startsGroup: index === 0,
    onSelect: () => onChange(change),
  }));
  const viewItems: MenuItem[] = histogramViews.map(({ value, label }) => ({
    label,
    isChecked: state.histogramView === value,
    onSelect: () => onChange({ histogramView: value }),
  }));
  return (
    <>
      {hasSeveral && (
        <Segmented
          label="Layout"
          look="bar"
          segments={[
            { value: "one", label: "One chart", icon: "square" },
            { value: "side", label: "Side by side", icon: "columns-2" },
          ]}
          value={state.layout}
          onChange={(layout) => onChange({ layout })}
        />
      )}
      {hasExemplars && (
        <Button
          variant="ghost"
          size="sm"
          icon="diamond"
          title="Single observations with their traces"
          isPressed={state.showsExemplars}
          onClick={() => onChange({ showsExemplars: !state.showsExemplars })}
        >
          <span className="max-sm:sr-only">Exemplars</span>
        </Button>
      )}
      {isHistogram && isHeat && (
        <Menu
          label="Histogram as"
          size="sm"
          text={histogramViews.find((view) => view.value === state.histogramView)?.label}
          items={[...viewItems, ...(isMap && isPhone ? axisItems : [])]}
        />
      )}
      {!isPhone &&
        axis.map(({ label, isOn, change }) => (
          <Button key={label} variant="ghost" size="sm" isPressed={isOn} onClick={() => onChange(change)}>
            {label}
          </Button>
        ))}
      {!isMap && (
        <Menu
          label="Unit"
          size="sm"
          text={isPhone ? unit : `Unit: ${unit}`}
          items={[...unitItems, ...(isPhone ? axisItems : [])]}
        />
      )}
      <Segmented<DrawMode>
        label="Draw as"
        look="bar"
        segments={isHistogram ? [...drawModes, heatmapMode] : drawModes}
        value={draw}
        onChange={(next) => onChange({ draw: next })}
      />
      <Menu label="Save chart or data" icon="download" size="sm" items={exports} />
    </>
  );
}

/** "cores", "s", "none": short enough for a button; the menu has the long names. */
function shortUnit(id: string): string {
  const { symbol, style } = unitOf(id);
  return symbol === "" ? (wordUnits[style] ?? "none") : symbol;
}

/** Units that have no symbol, since each value is words. */
const wordUnits: Readonly<Record<string, string>> = {
  duration: "duration",
  date: "date",
  boolean: "yes or no",
};
