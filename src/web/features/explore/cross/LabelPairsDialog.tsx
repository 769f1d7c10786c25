import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  guessPairs,
  type LabelPair,
  MOST_PAIRS,
  pairableLabels,
} from "../../../../domain/correspond/labelPairs.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { problemOf } from "../run/useRuns.ts";
import { otherClient } from "./otherClient.ts";
import { saidPairs } from "./rememberedPairs.ts";
import type { Correcting, ShowOther } from "./useShowOther.ts";

export interface LabelPairsDialogProps {
  readonly other: ShowOther;
  readonly range: ResolvedRange;
}

/** Labels offered for pairing: more than a selector ever takes, so that others can be chosen instead. */
const SHOWN = 2 * MOST_PAIRS;
const selectClass =
  "h-7 w-full min-w-0 rounded border border-line-2 bg-surface-3 px-1.5 text-xs max-sm:h-9 max-sm:text-sm";

/** Which label here is which label there, for one pair of sources, while the reader is asked. */
export function LabelPairsDialog({ other, range }: LabelPairsDialogProps) {
  const { correcting } = other;
  return correcting && <Pairing key={correcting.to.id} {...{ correcting, other, range }} />;
}

function Pairing({ correcting, other, range }: LabelPairsDialogProps & { readonly correcting: Correcting }) {
  const { from, to, others } = correcting;
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const names = useQuery({
    queryKey: ["label-names", to.id, range],
    queryFn: () => otherClient(to, range).labels(),
    staleTime: 60_000,
  });
  const known = names.data ?? [];
  const said = saidPairs({ fromId: from.id, toId: to.id });
  const own = pairableLabels(correcting.labels).slice(0, SHOWN);
  const pairs = own.map(([name, value]): LabelPair => {
    const found = correcting.found.find((pair) => pair.own === name)?.other;
    const guess = found ?? guessPairs([name, value], known, said)[0]?.name ?? "";
    return { own: name, other: chosen.get(name) ?? guess };
  });
  const what = to.kind === "loki" ? "logs" : "metrics";
  // What nobody has chosen and nothing fits stays open for a better guess another day.
  const kept = pairs.filter((pair) => pair.other !== "" || chosen.has(pair.own));
  const isChosen = pairs.some((pair) => pair.other !== "");
  return (
    <Dialog
      title={`Labels of ${from.name} on ${to.name}`}
      onClose={other.close}
      footer={
        <>
          <Button onClick={other.close}>Cancel</Button>
          <Button variant="primary" disabled={!isChosen} onClick={() => other.save(kept)}>
            Keep and show {what}
          </Button>
        </>
      }
    >
      {correcting.hasFailed && (
        <Notice tone="warn" title={`No ${what} found`}>
          Nothing on {to.name} has these labels in this range. Say what they are called there.
        </Notice>
      )}
      {names.isError && (
        <Notice tone="danger" title="Labels not read">
          {problemOf(names.error).title}
        </Notice>
      )}
      {others.length > 1 && (
        <label className="flex flex-col gap-1 font-medium">
          Source of the {what}
          <select
            className={selectClass}
            value={to.id}
            onChange={(event) => other.correct(correcting.subject, event.target.value)}
          >
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {own.length === 0 ? (
        <p className="text-fg-2">
          The answer has no label that all its {from.kind === "loki" ? "lines" : "series"} share. Point at one
          of them, or narrow the query.
        </p>
      ) : (
        <table className="w-full border-separate border-spacing-y-1 text-left text-xs">
          <thead>
            <tr className="text-fg-2">
              <th className="pr-3 font-medium">Label on {from.name}</th>
              <th className="w-1/2 font-medium">is on {to.name}</th>
            </tr>
          </thead>
          <tbody>
            {own.map(([name, value], index) => (
              <PairRow
                key={name}
                {...{ name, value, known }}
                other={pairs[index]?.other ?? ""}
                onChange={(there) => setChosen(new Map([...chosen, [name, there]]))}
              />
            ))}
          </tbody>
        </table>
      )}
      <p className="text-xs text-fg-2">Kept in this browser for these two sources.</p>
    </Dialog>
  );
}

interface PairRowProps {
  readonly name: string;
  readonly value: string;
  readonly known: readonly string[];
  readonly other: string;
  readonly onChange: (other: string) => void;
}

function PairRow({ name, value, known, other, onChange }: PairRowProps) {
  const options = other === "" || known.includes(other) ? known : [other, ...known];
  return (
    <tr>
      <td className="mono max-w-0 cut pr-3" title={`${visibleText(name)}="${visibleText(value)}"`}>
        <span className="text-syn-label">{visibleText(name)}</span>=
        <span className="text-syn-string">{visibleText(value)}</span>
      </td>
      <td>
        <select
          aria-label={`${name} is`}
          className={`mono ${selectClass}`}
          value={other}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">not used</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {visibleText(option)}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}
