import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SourceCheck, SourceView } from "../../../contract/sources.ts";
import { sourcesQuery } from "../../lib/sources.ts";
import { saveSource, testSource } from "./sourceCalls.ts";
import {
  draftOf,
  type FormErrors,
  formErrors,
  type SourceForm,
  withCleanAddress,
  withKind,
} from "./sourceForm.ts";
import { type BusyState, useBusy } from "./useBusy.ts";

export interface SourceFormState extends Pick<BusyState, "busy" | "problem" | "cancel"> {
  readonly form: SourceForm;
  /** Only once test or save was pressed. */
  readonly errors: FormErrors;
  /** What was taken off a pasted address. */
  readonly notes: readonly string[];
  readonly tested: SourceCheck | undefined;
  /** The form has changed since the test. */
  readonly isTestOld: boolean;
  readonly change: (fields: Partial<SourceForm>) => void;
  /** Takes a pasted address, less what an address should not have. */
  readonly pasteUrl: (url: string) => void;
  readonly test: () => Promise<void>;
  /** Tests unless that is done, then keeps it. */
  readonly save: () => Promise<void>;
}

export interface SourceFormOptions {
  readonly initial: SourceForm;
  readonly stored: SourceView | undefined;
  readonly onSaved: (source: SourceView) => void;
}

const keyOf = (form: SourceForm) => JSON.stringify(draftOf(form));

/** The fields: as typed, and what is wrong with them once asked. */
function useFields({ initial, stored }: SourceFormOptions) {
  const [form, setForm] = useState(initial);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [isJudged, setJudged] = useState(false);
  // A kind chosen by hand is not guessed from the address any more; neither is a stored or a preset one.
  const [hasChosenKind, setChosenKind] = useState(stored !== undefined || initial.preset !== null);
  const change = (fields: Partial<SourceForm>) => {
    if (fields.url !== undefined) setNotes([]);
    if (fields.kind !== undefined) setChosenKind(true);
    const next = { ...form, ...fields };
    setForm(fields.kind === undefined ? next : withKind(next, fields.kind));
  };
  const cleanUrl = (typed: SourceForm): SourceForm => {
    const clean = withCleanAddress(typed, hasChosenKind);
    if (clean.notes.length > 0) setNotes(clean.notes);
    // A stored source keeps its kind: queries and links are written in its language.
    const next = stored ? { ...clean.form, kind: stored.kind } : clean.form;
    setForm(next);
    return next;
  };
  const pasteUrl = (url: string) => void cleanUrl({ ...form, url });
  /** The form, ready to be sent; null while something is wrong. */
  const judge = (): SourceForm | null => {
    const clean = cleanUrl(form);
    setJudged(true);
    return Object.keys(formErrors(clean, stored)).length === 0 ? clean : null;
  };
  return { form, notes, errors: isJudged ? formErrors(form, stored) : {}, change, pasteUrl, judge };
}

/** The form's life: typed, tested, kept. Nothing typed is ever lost to an error. */
export function useSourceForm(options: SourceFormOptions): SourceFormState {
  const { stored, onSaved } = options;
  const queryClient = useQueryClient();
  const { judge, ...fields } = useFields(options);
  const { during, ...busy } = useBusy();
  const [tested, setTested] = useState<{ readonly check: SourceCheck; readonly key: string }>();

  const runTest = async (ready: SourceForm): Promise<boolean> => {
    let isGood = false;
    await during("Testing", async (signal) => {
      const check = await testSource(draftOf(ready), stored?.id, signal);
      setTested({ check, key: keyOf(ready) });
      isGood = check.ok;
    });
    return isGood;
  };
  const test = async () => {
    const ready = judge();
    if (ready && !busy.busy) await runTest(ready);
  };
  const save = async () => {
    const ready = judge();
    if (!ready || busy.busy) return;
    const isTested = tested?.check.ok === true && tested.key === keyOf(ready);
    if (!isTested && !(await runTest(ready))) return;
    await during("Saving", async () => {
      const source = await saveSource(draftOf(ready), stored?.id);
      await queryClient.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      onSaved(source);
    });
  };

  const isTestOld = tested !== undefined && tested.key !== keyOf(fields.form);
  return { ...fields, ...busy, tested: tested?.check, isTestOld, test, save };
}
