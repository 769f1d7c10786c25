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
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-fg-2">Value</dt>
        <dd className="num font-medium">{formatValueText(exemplar.value, unit, { zone })}</dd>
        <dt className="text-fg-2">Time</dt>
        <dd className="num">{time}</dd>
      </dl>
      <LabelList title="Labels" labels={exemplar.labels} canCopy />
      <LabelList title="Of series" labels={exemplar.seriesLabels} />
      <TemplateField sourceId={sourceId} template={template} hasLink={url !== null} />
    </Dialog>
  );
}

interface LabelListProps {
  readonly title: string;
  readonly labels: Exemplar["labels"];
  readonly canCopy?: boolean;
}

function LabelList({ title, labels, canCopy = false }: LabelListProps) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-2xs font-medium text-fg-3">{title}</h3>
      <dl className="mono text-code">
        {entries.map(([name, value]) => (
          <div key={name} className="grid min-h-6 grid-cols-[136px_minmax(0,1fr)] items-center gap-x-3">
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
    <details open={isOpen || undefined}>
      <summary className="cursor-pointer text-xs text-fg-2">Address of traces</summary>
      <form
        className="mt-2 flex flex-col gap-2"
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
          )}
        </Field>
        <div>
          <Button type="submit" size="sm">
            Keep
          </Button>
        </div>
      </form>
    </details>
  );
}
