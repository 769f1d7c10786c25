import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AnyRequest } from "../../../lib/runner/requestForm.ts";
import { fetchRaw, rawAnswerUrl, rawFileName } from "../../../lib/runner/rawAnswer.ts";
import { buttonClass } from "../../../ui/buttonClass.ts";
import { cx } from "../../../ui/cx.ts";
import { Cell, HeadCell, Table } from "../../../ui/Table.tsx";
import { exemplarWords } from "../exemplars/exemplarWords.ts";
import type { ExemplarState } from "../exemplars/useExemplars.ts";
import { problemOf, type RowRun } from "../run/useRuns.ts";
import { answerOf } from "./answerOf.ts";
import { marksOf } from "./timingMarks.ts";

export interface ResponsePaneProps {
  readonly runs: readonly RowRun[];
  readonly exemplars: readonly ExemplarState[];
}

/** What was asked, what came back and how long each part took; never a token, since the page has none. */
export function ResponsePane({ runs, exemplars }: ResponsePaneProps) {
  const asked = runs.filter((run) => run.request);
  if (asked.length === 0)
    return <p className="p-4 text-fg-2">Run a query to see what the source answered.</p>;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      {asked.map((run) => (
        <RowResponse
          key={run.letter}
          run={run}
          exemplars={exemplars.find(({ ask }) => ask.letter === run.letter)}
        />
      ))}
    </div>
  );
}

interface RowResponseProps {
  readonly run: RowRun;
  readonly exemplars: ExemplarState | undefined;
}

function RowResponse({ run, exemplars }: RowResponseProps) {
  const answer = answerOf(run);
  const transport = answer?.transport;
  const problem = run.problem;
  return (
    <section aria-label={`Response of query ${run.letter}`} className="border-b border-line-1 p-3">
      <h2 className="mb-2 text-sm font-semibold">Query {run.letter}</h2>
      {problem && (
        <p className="mb-2 text-danger">
          {problem.title}. <span className="mono text-2xs">{problem.code}</span>
        </p>
      )}
      {answer && transport && (
        <>
          <dl className="num grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 text-xs [&>dt]:text-fg-3">
            <dt>Path</dt>
            <dd className="mono [overflow-wrap:anywhere]">{transport.url}</dd>
            <dt>Status</dt>
            <dd>{transport.status}</dd>
            <dt>Answer</dt>
            <dd>
              {answer.size}, {transport.bytesDecoded.toLocaleString("en-GB")} bytes
              {transport.bytesTransferred !== undefined &&
                ` (${transport.bytesTransferred.toLocaleString("en-GB")} on the wire)`}
            </dd>
            {exemplars && (
              <>
                <dt>Exemplars</dt>
                <dd>{exemplarWords(exemplars)}</dd>
              </>
            )}
            {transport.requestId && (
              <>
                <dt>Request</dt>
                <dd className="mono">{transport.requestId}</dd>
              </>
            )}
          </dl>
          <TimingTable runId={transport.runId} />
          <Notes title="Warnings" texts={answer.warnings} />
          <Notes title="Notes" texts={answer.infos} />
        </>
      )}
      {run.request && <RawAnswer request={run.request} />}
    </section>
  );
}

function TimingTable({ runId }: { readonly runId: string }) {
  return (
    <Table aria-label="Timing" className="my-2 max-w-120">
      <thead>
        <tr>
          <HeadCell>Mark</HeadCell>
          <HeadCell isNumber>Since run, ms</HeadCell>
        </tr>
      </thead>
      <tbody>
        {marksOf(runId).map((mark) => (
          <tr key={mark.name}>
            <Cell className="mono">{mark.name}</Cell>
            <Cell isNumber>{mark.sinceRunMs.toFixed(1)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Notes({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3 className="text-2xs font-medium text-fg-3">{title}</h3>
      <ul className="mb-2 text-xs">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

/** The body as it came, its beginning at least; asked for once more when it is opened, and not before. */
function RawAnswer({ request }: { readonly request: AnyRequest }) {
  const [isOpen, setOpen] = useState(false);
  const raw = useQuery({
    queryKey: ["raw", request],
    queryFn: ({ signal }) => fetchRaw(request, signal),
    enabled: isOpen,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <details className="mt-2" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-xs text-fg-2">Body as it came</summary>
      <a
        className={cx(buttonClass({ size: "sm" }), "my-2")}
        href={rawAnswerUrl(request)}
        download={rawFileName(request)}
      >
        Save raw to file
      </a>
      {raw.error && <p className="text-danger">{problemOf(raw.error).title}</p>}
      {raw.data && (
        <div
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is reachable by keyboard
          tabIndex={0}
          role="region"
          aria-label="Body as it came"
          className="max-h-120 overflow-auto rounded bg-surface-2 p-3"
        >
          <pre className="mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
            {raw.data.text}
            {raw.data.isCut && "\n… cut here; save it to a file for the rest"}
          </pre>
        </div>
      )}
    </details>
  );
}
