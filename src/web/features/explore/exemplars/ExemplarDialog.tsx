import { useState } from "react";
import { traceTemplateFault, traceUrl } from "../../../../domain/exemplar/traceLink.ts";
import type { Exemplar } from "../../../../domain/exemplar/Exemplar.ts";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { formatTime } from "../../../../domain/time/formatTime.ts";
import { zoneLabel } from "../../../../domain/time/zone.ts";
import { copyText } from "../../../lib/clipboard.ts";
import { setTraceLink, useTraceLink } from "../../../lib/traceLinks.ts";
import { Button } from "../../../ui/Button.tsx";
import { buttonClass } from "../../../ui/buttonClass.ts";
import { cx } from "../../../ui/cx.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Field } from "../../../ui/Field.tsx";
import { ForeignLink } from "../../../ui/ForeignLink.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Input } from "../../../ui/Input.tsx";
import { showToast } from "../../../ui/toasts.ts";

export interface ExemplarDialogProps {
  readonly exemplar: Exemplar;
  readonly sourceId: string;
  readonly zone: string;
  /** Unit id of its value. */
  readonly unit: string;
  readonly onClose: () => void;
}

const copy = async (text: string) =>
  showToast((await copyText(text)) ? "Copied" : "The browser did not allow copying");

/** One exemplar: its value, time and labels, and the way to its trace. */
export function ExemplarDialog({ exemplar, sourceId, zone, unit, onClose }: ExemplarDialogProps) {
  const template = useTraceLink(sourceId);
  const url = traceUrl(template, exemplar.labels);
  const time = `${formatTime(exemplar.timeMs, zone, "ms")} ${zoneLabel(zone, exemplar.timeMs)}`;
  return (
    <Dialog
      title="Exemplar"
      onClose={onClose}
      footer={
        url !== null && (
          <ForeignLink href={url} takesFocus className={buttonClass({ variant: "primary" })}>
            Open trace <Icon name="external-link" size={14} />
          </ForeignLink>
        )
      }
    >
      <div className="grid grid-cols-[fit-content(160px)_minmax(0,1fr)] gap-x-4 gap-y-3.5 max-sm:grid-cols-[fit-content(112px)_minmax(0,1fr)]">
        <dl className={cx(COLUMNS, "gap-y-1")}>
          <dt className="text-fg-2">Value</dt>
          <dd className="num font-medium">{formatValueText(exemplar.value, unit, { zone })}</dd>
          <dt className="text-fg-2">Time</dt>
          <dd className="num">{time}</dd>
        </dl>
        <LabelList title="Labels" labels={exemplar.labels} canCopy />
        <LabelList title="Of series" labels={exemplar.seriesLabels} />
      </div>
      <TemplateField sourceId={sourceId} template={template} hasLink={url !== null} />
    </Dialog>
  );
}

/** Name and value, in the columns of the whole dialog. */
const COLUMNS = "col-span-2 grid grid-cols-subgrid";

interface LabelListProps {
  readonly title: string;
  readonly labels: Exemplar["labels"];
  readonly canCopy?: boolean;
}

function LabelList({ title, labels, canCopy = false }: LabelListProps) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return null;
  return (
    <section className={COLUMNS}>
      <h3 className="col-span-2 mb-1 text-2xs font-medium text-fg-3">{title}</h3>
      <dl className={cx(COLUMNS, "mono text-code")}>
        {entries.map(([name, value]) => (
          <div key={name} className={cx(COLUMNS, "min-h-6 items-baseline")}>
            <dt className="cut text-fg-2" title={visibleText(name)}>
              {visibleText(name)}
            </dt>
            <dd className="flex items-center gap-2">
              <span className="min-w-0 [overflow-wrap:anywhere]">{visibleText(value)}</span>
              {canCopy && (
                <IconButton size="sm" icon="copy" label={`Copy ${name}`} onClick={() => void copy(value)} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface TemplateFieldProps {
  readonly sourceId: string;
  readonly template: string;
  /** The exemplar has its link already. */
  readonly hasLink: boolean;
}

/** Where the traces of this source are: said once, kept in this browser. */
function TemplateField({ sourceId, template, hasLink }: TemplateFieldProps) {
  const [text, setText] = useState(template);
  const [isJudged, setJudged] = useState(false);
  // Open where there is something to be said; it stays as the reader leaves it.
  const [isOpen] = useState(!hasLink);
  const fault = traceTemplateFault(text);
  const keep = () => {
    setJudged(true);
    if (fault === "") setTraceLink(sourceId, text);
  };
  const isUseless = template !== "" && !hasLink;
  return (
    <details open={isOpen || undefined} className="group">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1.5 rounded text-fg-2 hover:text-fg-1">
        <Icon name="chevron-right" size={14} className="group-open:rotate-90" />
        Address of traces
      </summary>
      <form
        className="mt-2"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Field
          label="Trace link"
          aside="for this source, in this browser"
          hint={
            isUseless
              ? "This exemplar has no label of that name."
              : "A label in braces stands for its value, such as {trace_id}."
          }
          error={isJudged && fault !== "" ? fault : undefined}
        >
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                isMono
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://tracing.example.org/trace/{trace_id}"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
              <Button type="submit" size="lg">
                Keep
              </Button>
            </div>
          )}
        </Field>
      </form>
    </details>
  );
}
