import { useEffect, useRef, type ClipboardEvent, type SyntheticEvent } from "react";
import type { SourceView } from "../../../contract/sources.ts";
import { appLocation } from "../../lib/location.ts";
import { kindNames } from "../../lib/sourceWords.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Running } from "../../ui/Running.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { AuthFields } from "./AuthFields.tsx";
import { addressExamples } from "./cleanAddress.ts";
import { exploreSource } from "./exploreSource.ts";
import { MoreFields } from "./MoreFields.tsx";
import { PageFields } from "./PageFields.tsx";
import type { Preset } from "./presets.ts";
import type { SourceForm } from "./sourceForm.ts";
import { TestResult } from "./TestResult.tsx";
import { useSourceForm } from "./useSourceForm.ts";

export interface SourceFieldsProps {
  readonly initial: SourceForm;
  readonly stored: SourceView | undefined;
  readonly preset: Preset | undefined;
}

const kinds = [
  { value: "prometheus", label: kindNames.prometheus },
  { value: "loki", label: kindNames.loki },
  { value: "openmetrics", label: kindNames.openmetrics },
] as const;

const addressHints: Readonly<Record<SourceForm["kind"], string>> = {
  prometheus: "Host, with a path prefix if there is one.",
  loki: "Host, with a path prefix if there is one.",
  openmetrics: "The page itself; a host alone is taken as its /metrics. A /federate with match[] works too.",
};

export function SourceFields({ initial, stored, preset }: SourceFieldsProps) {
  const state = useSourceForm({
    initial,
    stored,
    onSaved: (source) => appLocation.go(exploreSource(source)),
  });
  const { form, errors, change, busy } = state;
  const element = useRef<HTMLFormElement>(null);
  const hasErrors = Object.keys(errors).length > 0;
  // The first time the effect below does it, once the errors are there.
  const showError = () => element.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    showError();
    void state.save();
  };
  const test = () => {
    showError();
    void state.test();
  };
  // Cleaned as soon as it is pasted, and before it is sent; never on leaving the field, since text that appears
  // then would move the control that is being pressed.
  const pasteAddress = (event: ClipboardEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    if (field.selectionStart !== 0 || field.selectionEnd !== field.value.length) return;
    event.preventDefault();
    state.pasteUrl(event.clipboardData.getData("text"));
  };
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.tested || state.problem) result.current?.scrollIntoView({ block: "nearest" });
  }, [state.tested, state.problem]);
  const isNew = stored === undefined;
  useEffect(() => {
    if (isNew) element.current?.querySelector("input")?.focus({ preventScroll: true });
  }, [isNew]);
  useEffect(() => {
    if (hasErrors) element.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [hasErrors]);
  return (
    <form
      ref={element}
      aria-label={stored ? "Edit source" : "Add source"}
      noValidate
      onSubmit={submit}
      className="flex flex-col gap-4 px-10 pt-7 pb-6 max-md:px-4 max-md:py-5"
    >
      <div>
        <h2 className="text-lg tracking-[-.01em]">
          {stored ? stored.name : "Where are your metrics or logs?"}
        </h2>
        <p className="text-fg-2">
          {stored
            ? "Tested before the change is kept. What you leave empty stays as it is stored."
            : "An address and a secret are enough. It is tested before it is kept."}
        </p>
      </div>
      <TextField
        label="Address"
        hint={
          state.notes.length > 0 ? state.notes.join(" ") : (preset?.addressHint ?? addressHints[form.kind])
        }
        error={errors.url}
        isMono
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={addressExamples[form.kind]}
        value={form.url}
        onChange={(url) => change({ url })}
        onPaste={pasteAddress}
      />
      <div className="flex flex-col gap-1">
        <span className="font-medium">Kind</span>
        <Segmented
          label="Kind"
          segments={stored ? kinds.filter(({ value }) => value === stored.kind) : kinds}
          value={form.kind}
          onChange={(kind) => change({ kind })}
        />
      </div>
      {form.kind === "openmetrics" && <PageFields form={form} error={errors.interval} onChange={change} />}
      <AuthFields form={form} errors={errors} storedAuth={stored?.authType} onChange={change} />
      <MoreFields
        form={form}
        errors={errors}
        storedHeaders={stored?.headerNames ?? []}
        isOpen={
          stored !== undefined || (["headers", "caPem", "budget"] as const).some((field) => errors[field])
        }
        onChange={change}
      />
      <div ref={result} className="empty:hidden">
        {state.problem ? (
          <ProblemNotice problem={state.problem} className="rounded border border-line-1" />
        ) : (
          state.tested && <TestResult check={state.tested} isOld={state.isTestOld} />
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" size="lg" aria-disabled={busy !== undefined}>
          Save and explore
        </Button>
        <Button size="lg" aria-disabled={busy !== undefined} onClick={test}>
          {state.tested ? "Test again" : "Test"}
        </Button>
        {busy && <Running verb={busy.verb} startedAtMs={busy.startedAtMs} onCancel={state.cancel} />}
      </div>
    </form>
  );
}
