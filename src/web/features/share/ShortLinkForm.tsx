import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { SHARE_DAYS, type ShareCreation } from "../../../contract/shares.ts";
import { withBase } from "../../lib/basePath.ts";
import { contentKey, newKeyBase } from "../../lib/contentKey.ts";
import { Link } from "../../lib/Link.tsx";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { EndsAfterField } from "../../ui/EndsAfterField.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { CopyRow } from "./CopyRow.tsx";
import { RadioRows } from "./RadioRows.tsx";
import type { LinkTime, ShareOrder } from "./ShareOrder.ts";
import { makeShare } from "./shareCalls.ts";

export interface ShortLinkFormProps {
  readonly order: ShareOrder;
  readonly time: LinkTime;
  readonly onClose: () => void;
}

const LABEL_LENGTH = 120;

const kinds = [
  { value: "live", label: "Live", note: "Opens the same view and range on fresh data" },
  { value: "frozen", label: "Frozen", note: "Keeps this result, even after the source forgets it" },
] as const;

const audiences = [
  { value: "signed-in", label: "Everybody who signs in", note: "" },
  { value: "anyone", label: "Anyone with the link", note: "No sign-in; for frozen links only" },
] as const;

type Choices = Pick<ShareCreation, "kind" | "audience" | "showsQuery" | "label" | "days">;

/** Who reads boards sends what they see; who writes queries, the query. */
const firstChoices = ({ name, isViewer }: ShareOrder): Choices => ({
  kind: isViewer ? "frozen" : "live",
  audience: "signed-in",
  showsQuery: false,
  label: name,
  days: SHARE_DAYS.usual,
});

/** A link of ours: kept by the server, listed, renewed and withdrawn by its maker. */
export function ShortLinkForm({ order, time, onClose }: ShortLinkFormProps) {
  const client = useQueryClient();
  const [base] = useState(newKeyBase);
  const [choices, setChoices] = useState(() => firstChoices(order));
  const [isJudged, setJudged] = useState(false);
  // A frozen result has the instants it was asked for.
  const at = choices.kind === "frozen" ? "absolute" : time;
  const mayBePublic = choices.kind === "frozen" && order.allowsPublic && !order.isViewer;
  const audience = mayBePublic ? choices.audience : "signed-in";
  const body: ShareCreation = {
    ...choices,
    audience,
    label: choices.label.trim(),
    time: at,
    view: order.view(at),
    plotPx: Math.max(1, Math.round(order.plotPx)),
    zone: order.zone,
  };
  const key = contentKey(base, body);
  const make = useMutation({
    mutationFn: async () => ({ key, row: await makeShare(body, key) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["shares"] }),
  });
  const change = (next: Partial<Choices>) => setChoices({ ...choices, ...next });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setJudged(true);
    if (body.label !== "" && !make.isPending) make.mutate();
  };
  const made = make.data?.key === key ? make.data.row : undefined;
  return (
    <form aria-label="Short link" noValidate onSubmit={submit} className="flex flex-col gap-3.5">
      <RadioRows
        label="Short link"
        options={kinds}
        value={choices.kind}
        onChange={(kind) => change({ kind })}
      />
      {mayBePublic && (
        <RadioRows
          label="Who may open it"
          options={audiences}
          value={choices.audience}
          onChange={(next) => change({ audience: next })}
        />
      )}
      {!order.isViewer && (
        <Checkbox
          checked={choices.showsQuery}
          onChange={(event) => change({ showsQuery: event.target.checked })}
        >
          Show the query to whoever opens it
        </Checkbox>
      )}
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <TextField
          label="Name"
          error={isJudged && body.label === "" ? "Give it a name." : undefined}
          maxLength={LABEL_LENGTH}
          value={choices.label}
          onChange={(label) => change({ label })}
        />
        <EndsAfterField days={choices.days} onChange={(days) => change({ days })} />
      </div>
      {make.error && !make.isPending && <ProblemNotice problem={toProblem(make.error)} className="p-0!" />}
      {made?.path ? (
        <CopyRow
          label="Short link"
          text={`${window.location.origin}${withBase(made.path)}`}
          button="Copy link"
          isPrimary
          isAnswer
        />
      ) : (
        <div className="flex items-center gap-2">
          <Button type="submit" variant="primary" size="lg" icon="link" aria-disabled={make.isPending}>
            {make.isPending ? (choices.kind === "frozen" ? "Asking the source" : "Making") : "Make link"}
          </Button>
          <Link to="/links" onClick={onClose} className="text-xs text-fg-2">
            Your links
          </Link>
        </div>
      )}
    </form>
  );
}
