import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TokenCreation, TokenRow } from "../../../contract/session.ts";
import { contentKey, newKeyBase } from "../../lib/contentKey.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EndsAfterField } from "../../ui/EndsAfterField.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { SourceChoice } from "./SourceChoice.tsx";
import { makeToken } from "./settingsCalls.ts";
import { TokenExamples } from "./TokenExamples.tsx";

const LABEL_LENGTH = 120;
const USUAL_DAYS = 90;

/** A new token: what for, which sources, how long; then its text, this once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const [base] = useState(newKeyBase);
  const [label, setLabel] = useState("");
  const [sources, setSources] = useState<readonly string[] | null>(null);
  const [days, setDays] = useState(USUAL_DAYS);
  const [isJudged, setJudged] = useState(false);
  const make = useMutation({
    mutationFn: () => {
      const body: TokenCreation = { label: label.trim(), sources: sources && [...sources], days };
      return makeToken(body, contentKey(base, body));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["tokens"] }),
  });
  const hasNoSource = sources?.length === 0;
  const isReady = label.trim() !== "" && !hasNoSource && !make.isPending;
  const submit = () => {
    setJudged(true);
    if (isReady) make.mutate();
  };
  if (make.data?.text) return <MadeDialog row={make.data} text={make.data.text} onClose={onClose} />;
  return (
    <Dialog
      title="Make token"
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" aria-disabled={!isReady} onClick={submit}>
            Make
          </Button>
        </>
      }
    >
      <form
        aria-label="Make token"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="contents"
      >
        <TextField
          label="What for"
          hint="Grafana, the nightly report, my laptop."
          error={isJudged && label.trim() === "" ? "Say what it is for." : undefined}
          data-autofocus
          maxLength={LABEL_LENGTH}
          value={label}
          onChange={setLabel}
        />
        <SourceChoice
          label="May ask"
          allText="All sources that I may ask"
          value={sources}
          onChange={setSources}
        />
        {isJudged && hasNoSource && <span className="text-xs text-danger">Choose a source.</span>}
        <EndsAfterField days={days} onChange={setDays} />
        {make.error && <ProblemNotice problem={toProblem(make.error)} className="p-0!" />}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface MadeDialogProps {
  readonly row: TokenRow;
  readonly text: string;
  readonly onClose: () => void;
}

function MadeDialog({ row, text, onClose }: MadeDialogProps) {
  return (
    <Dialog
      title={`Token for “${row.label}”`}
      onClose={onClose}
      footer={
        // The one that matters is Copy.
        <Button onClick={onClose}>Done</Button>
      }
    >
      <SecretOnce label="Token" text={text} />
      <TokenExamples sources={row.sources} text={text} />
    </Dialog>
  );
}
