import type { LegendSort } from "../../domain/link/ExploreState.ts";
import { Icon } from "../ui/Icon.tsx";
import { statNames, type Legend } from "./legendRows.ts";

export interface LegendHeadProps {
  readonly legend: Legend;
  readonly sort: LegendSort;
  onChangeSort(sort: LegendSort): void;
}

const words: Record<LegendSort["column"], string> = {
  name: "Name",
  min: "Min",
  avg: "Avg",
  max: "Max",
  last: "Last",
};

/** Column heads; the first label column sorts by name, the statistics largest first. */
export function LegendHead({ legend, sort, onChangeSort }: LegendHeadProps) {
  const sortable = { sort, onChangeSort };
  const [first, ...others] = legend.columns;
  return (
    <>
      <colgroup>
        <col className="sg-legend-col-swatch" />
        {legend.columns.map((name, i) => (
          <col key={name} style={{ width: columnWidth(legend, i) }} />
        ))}
        <col className="sg-legend-wide" />
        {statNames.map((name) => (
          <col
            key={name}
            className={name === "last" ? "sg-legend-col-last" : "sg-legend-col-stat sg-legend-wide"}
          />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">
            <span className="sg-visually-hidden">Shown</span>
          </th>
          <SortHead {...sortable} column="name" text={first ?? "Series"} />
          {others.map((name) => (
            <th key={name} scope="col" title={name}>
              {name}
            </th>
          ))}
          <th scope="col" className="sg-legend-wide" aria-label="Range">
            <span className="sg-legend-axis">
              <span>{legend.axis.low === 0 ? "0" : legend.format.format(legend.axis.low)}</span>
              <span>
                {legend.format.format(legend.axis.high)} {legend.format.suffix}
              </span>
            </span>
          </th>
          {statNames.map((name) => (
            <SortHead key={name} {...sortable} column={name} text={words[name]} />
          ))}
        </tr>
      </thead>
    </>
  );
}

interface SortHeadProps extends Pick<LegendHeadProps, "sort" | "onChangeSort"> {
  readonly column: LegendSort["column"];
  readonly text: string;
}

function SortHead({ sort, onChangeSort, column, text }: SortHeadProps) {
  const isSorted = sort.column === column;
  const direction = sort.isDescending ? "descending" : "ascending";
  const next = { column, isDescending: isSorted ? !sort.isDescending : column !== "name" };
  const isWide = column === "min" || column === "avg" || column === "max";
  return (
    <th
      scope="col"
      aria-sort={isSorted ? direction : undefined}
      className={`${column === "name" ? "" : "sg-legend-number"} ${isWide ? "sg-legend-wide" : ""}`}
    >
      <button type="button" className="sg-legend-sort" onClick={() => onChangeSort(next)}>
        {text}
        {isSorted && <Icon name={sort.isDescending ? "arrow-down" : "arrow-up"} size={12} />}
      </button>
    </th>
  );
}

const CHARACTER_PX = 7;
const CELL_PADDING_PX = 24;
const COLUMN_PX = { least: 64, most: 280 };
const SAMPLED_ROWS = 200;

/** Wide enough for the longest value, within reason; the rest is cut with an ellipsis. */
function columnWidth(legend: Legend, column: number): number {
  let longest = legend.columns[column]?.length ?? 0;
  for (const row of legend.rows.slice(0, SAMPLED_ROWS))
    longest = Math.max(longest, row.cells[column]?.length ?? 0);
  return Math.min(COLUMN_PX.most, Math.max(COLUMN_PX.least, longest * CHARACTER_PX + CELL_PADDING_PX));
}
