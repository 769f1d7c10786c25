import { traceUrl } from "../../../../domain/exemplar/traceLink.ts";
import type { Exemplar } from "../../../../domain/exemplar/Exemplar.ts";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { labelsKey } from "../../../../domain/format/seriesKey.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { formatTimeIso } from "../../../../domain/time/formatTime.ts";
import type { ChartExemplars } from "../../../chart/ChartTypes.ts";
import { useTraceLink } from "../../../lib/traceLinks.ts";
import { Button } from "../../../ui/Button.tsx";
import { ForeignLink } from "../../../ui/ForeignLink.tsx";
import { HeadCell, Table } from "../../../ui/Table.tsx";

export interface ExemplarTableProps {
  readonly group: ChartExemplars;
  /** "Exemplars", or "Exemplars B" among several. */
  readonly name: string;
  readonly sourceId: string;
  readonly zone: string;
  readonly onOpen: (exemplar: Exemplar) => void;
}

/** Newest first; more than these nobody reads, and a shorter range shows the others. */
const ROWS = 500;

/** The exemplars of a query as rows: the twin of the diamonds on its chart. */
export function ExemplarTable({ group, name, sourceId, zone, onOpen }: ExemplarTableProps) {
  const { exemplars, unit } = group;
  const template = useTraceLink(sourceId);
  const rows = exemplars.slice(-ROWS).toReversed();
  return (
    <section
      aria-label={`${name} rows`}
      className="flex max-h-[45%] min-h-30 shrink-0 flex-col border-t border-line-1 max-sm:max-h-80"
    >
      <h2 className="px-3 pt-3 pb-1 text-sm font-semibold">{name}</h2>
      <div
        // Scrolled with the arrow keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={`Rows of ${name}`}
        className="min-h-0 flex-1 overflow-auto"
      >
        <Table aria-label={name} className="w-max min-w-full">
          <thead className="sticky top-0 z-1 bg-surface-2">
            <tr>
              <HeadCell>Time</HeadCell>
              <HeadCell>Labels</HeadCell>
              <HeadCell>Series</HeadCell>
              <HeadCell isNumber>Value</HeadCell>
              <HeadCell>Trace</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((exemplar, index) => (
              <ExemplarRow
                // Two may be alike in everything; their order stays.
                // oxlint-disable-next-line react/no-array-index-key
                key={`${exemplar.timeMs} ${index}`}
                {...{ exemplar, unit, zone, onOpen }}
                url={traceUrl(template, exemplar.labels)}
              />
            ))}
          </tbody>
        </Table>
      </div>
      {exemplars.length > rows.length && (
        <p className="shrink-0 border-t border-line-1 px-3 py-1 text-xs text-fg-2">
          The newest {ROWS} of {exemplars.length.toLocaleString("en-GB")}. A shorter range shows the others.
        </p>
      )}
    </section>
  );
}

interface ExemplarRowProps {
  readonly exemplar: Exemplar;
  readonly unit: string;
  readonly zone: string;
  readonly url: string | null;
  readonly onOpen: (exemplar: Exemplar) => void;
}

const CELL = "mono h-6 max-w-120 cut px-3 text-code text-fg-2";

function ExemplarRow({ exemplar, unit, zone, url, onOpen }: ExemplarRowProps) {
  const time = formatTimeIso(exemplar.timeMs, zone);
  const { __name__: metric = "", ...labels } = exemplar.seriesLabels;
  const texts = [labelsKey(exemplar.labels), metric + labelsKey(labels)].map(visibleText);
  return (
    <tr className="h-6 hover:bg-fill-1">
      <td className={CELL}>{time}</td>
      {texts.map((text) => (
        <td key={text} title={text} className={CELL}>
          {text}
        </td>
      ))}
      <td className="mono num h-6 px-3 text-right text-code">
        {formatValueText(exemplar.value, unit, { zone })}
      </td>
      <td className="h-6 px-3">
        {url === null ? (
          <Button variant="ghost" size="sm" className="-ml-2" onClick={() => onOpen(exemplar)}>
            Open<span className="sr-only"> exemplar of {time}</span>
          </Button>
        ) : (
          <ForeignLink href={url} className="inline-flex min-h-6 items-center">
            Open trace<span className="sr-only"> of {time}</span>
          </ForeignLink>
        )}
      </td>
    </tr>
  );
}
