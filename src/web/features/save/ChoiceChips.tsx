import { BOARD_LIMITS } from "../../../domain/panel/Board.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { SaveForm } from "./useSaveForm.ts";

/** The labels that readers may choose a value of, each as a chip that takes it back. */
export function ChoiceChips({ form }: { readonly form: SaveForm }) {
  const { fields, variables, existing, change } = form;
  const chosen = fields.chosen.filter((label) => variables.has(label));
  const names = new Set(existing.map(({ name }) => name));
  for (const label of chosen) names.add(variables.get(label)?.name ?? label);
  const isFull = (label: string) =>
    names.size >= BOARD_LIMITS.variables && !names.has(variables.get(label)?.name ?? "");
  const offered = [...variables.keys()].filter((label) => !chosen.includes(label));
  return (
    <div role="group" aria-label="Readers may choose" className="flex flex-col gap-1">
      <span aria-hidden="true" className="flex items-center gap-2 font-medium">
        Readers may choose
        <span className="text-xs font-normal text-fg-3">at most {BOARD_LIMITS.variables}</span>
      </span>
      <div className="flex flex-wrap items-center gap-1.5">
        {chosen.map((label) => (
          <button
            key={label}
            type="button"
            aria-label={`Readers no longer choose ${label}`}
            onClick={() => change({ chosen: chosen.filter((one) => one !== label) })}
            className="inline-flex h-6 items-center gap-1 rounded bg-accent-bg px-2 text-xs text-accent-fg max-sm:h-8"
          >
            {label}
            <Icon name="x" size={12} />
          </button>
        ))}
        {offered.length > 0 && (
          <Menu
            label="Let readers choose a label"
            text="Label"
            size="sm"
            variant="default"
            align="start"
            items={offered.map((label) => ({
              label,
              isDisabled: isFull(label),
              onSelect: () => change({ chosen: [...chosen, label] }),
            }))}
          />
        )}
        {chosen.length === 0 && offered.length === 0 && (
          <span className="text-xs text-fg-3">
            Nothing: no query compares a label with a value that could be another one.
          </span>
        )}
      </div>
    </div>
  );
}
