import { units } from "../../../../domain/format/units.ts";
import { PANEL_LIMITS, type Panel, type PanelView } from "../../../../domain/panel/Panel.ts";
import { ChoiceField } from "../../../ui/ChoiceField.tsx";
import { TextAreaField, TextField } from "../../../ui/TextField.tsx";
import { VIEW_WORDS } from "./describe.ts";

export interface PanelFieldsProps {
  readonly panel: Panel;
  readonly onChange: (panel: Panel) => void;
}

const BY_LABELS = "“{{cluster}} calls”; empty names them by their labels.";

/** What the words of a query name; one number and log lines have no names. */
const NAMED: Readonly<Partial<Record<PanelView, { readonly label: string; readonly hint: string }>>> = {
  chart: { label: "Lines", hint: BY_LABELS },
  gauge: { label: "Bars", hint: BY_LABELS },
  table: { label: "Column", hint: "The head of its column; empty says “Value”." },
};

/** What readers read: name, help, note, what is normal, what lines are called. */
export function WordFields({ panel, onChange }: PanelFieldsProps) {
  const isNote = panel.view === "note";
  const named = NAMED[panel.view];
  const legendOf = (letter: string, legend: string) =>
    onChange({
      ...panel,
      queries: panel.queries.map((query) => (query.letter === letter ? { ...query, legend } : query)),
    });
  return (
    <>
      <TextField
        label="Name"
        error={panel.name.trim() === "" ? "Give the panel a name" : undefined}
        data-autofocus
        maxLength={PANEL_LIMITS.name}
        value={panel.name}
        onChange={(name) => onChange({ ...panel, name })}
      />
      <TextAreaField
        label="About"
        hint="Behind the question mark: what this is, for somebody who has never seen it."
        maxLength={PANEL_LIMITS.help}
        value={panel.help}
        onChange={(help) => onChange({ ...panel, help })}
      />
      <TextAreaField
        label="Note"
        hint={isNote ? "All that the panel shows." : "What to do about it, in plain words."}
        maxLength={PANEL_LIMITS.note}
        value={panel.note}
        onChange={(note) => onChange({ ...panel, note })}
      />
      {!isNote && (
        <TextField
          label="Normal"
          hint="Under the number: “Normal is 98.5 % or more”."
          maxLength={PANEL_LIMITS.normal}
          value={panel.normal}
          onChange={(normal) => onChange({ ...panel, normal })}
        />
      )}
      {named &&
        panel.queries
          .filter(({ isHidden }) => !isHidden)
          .map(({ letter, legend }) => (
            <TextField
              key={letter}
              label={`${named.label} of query ${letter}`}
              hint={named.hint}
              maxLength={PANEL_LIMITS.legend}
              value={legend}
              onChange={(text) => legendOf(letter, text)}
            />
          ))}
    </>
  );
}

export interface LookFieldsProps extends PanelFieldsProps {
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

const WIDTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const COMPARISONS = [
  { value: "0", label: "Nothing" },
  { value: "3600000", label: "An hour before" },
  { value: "86400000", label: "The day before" },
  { value: "604800000", label: "The week before" },
];

/** How it is shown: view, unit, comparison, width. */
export function LookFields({ panel, width, onChange, onWidth }: LookFieldsProps) {
  const views = Object.entries(VIEW_WORDS).map(([value, label]) => ({ value, label }));
  // A note has no query, and a panel with queries is none.
  const possible = views.filter(({ value }) => (value === "note") === (panel.view === "note"));
  return (
    <>
      <ChoiceField
        label="Shown as"
        value={panel.view}
        options={possible}
        onChange={(view) => onChange({ ...panel, view: view as PanelView })}
      />
      <ChoiceField
        label="Unit"
        value={panel.options.unit}
        options={[
          { value: "", label: "By the metric" },
          ...units.map(({ id, name, group }) => ({ value: id, label: name, note: group })),
        ]}
        onChange={(unit) => onChange({ ...panel, options: { ...panel.options, unit } })}
      />
      {panel.view === "stat" && (
        <ChoiceField
          label="Compared with"
          value={String(panel.compareMs)}
          options={COMPARISONS}
          onChange={(compareMs) => onChange({ ...panel, compareMs: Number(compareMs) })}
        />
      )}
      <ChoiceField
        label="Width"
        value={String(width)}
        options={WIDTHS.map((one) => ({ value: String(one), label: `${one} of 12 columns` }))}
        onChange={(next) => onWidth(Number(next))}
      />
    </>
  );
}
