import { PANEL_LIMITS } from "../../../domain/panel/Panel.ts";
import { BOARD_LIMITS } from "../../../domain/panel/Board.ts";
import { ChoiceField } from "../../ui/ChoiceField.tsx";
import { TextAreaField, TextField } from "../../ui/TextField.tsx";
import { ChoiceChips } from "./ChoiceChips.tsx";
import { NEW_BOARD } from "./saveDraft.ts";
import type { SaveSubject } from "./SaveSubject.ts";
import type { SaveForm } from "./useSaveForm.ts";

export interface SaveFieldsViewProps {
  readonly form: SaveForm;
  readonly boards: SaveSubject["boards"];
}

/** Name, board, note and what readers may choose. */
export function SaveFieldsView({ form, boards }: SaveFieldsViewProps) {
  const { fields, errors, change, isChange } = form;
  return (
    <>
      <TextField
        label="Name"
        error={errors.name}
        data-autofocus
        maxLength={PANEL_LIMITS.name}
        value={fields.name}
        onChange={(name) => change({ name })}
      />
      {isChange ? (
        <p className="text-fg-2">
          On the board <b className="font-medium text-fg-1">{form.boardName || "…"}</b>
        </p>
      ) : (
        <ChoiceField
          label="Board"
          icon="layout-dashboard"
          value={fields.boardId}
          options={[
            ...boards.map(({ id, name, folder }) => ({ value: id, label: name, note: folder })),
            { value: NEW_BOARD, label: "New board …" },
          ]}
          error={errors.boardId}
          onChange={(boardId) => change({ boardId })}
        />
      )}
      {!isChange && fields.boardId === NEW_BOARD && (
        <TextField
          label="Name of the new board"
          hint="It begins with the range and the zone of this page."
          error={errors.newBoard}
          maxLength={BOARD_LIMITS.name}
          value={fields.newBoard}
          onChange={(newBoard) => change({ newBoard })}
        />
      )}
      <TextAreaField
        label="Note"
        aside="shown to readers"
        maxLength={PANEL_LIMITS.note}
        placeholder="What this is, and what to do when it is not normal"
        value={fields.note}
        onChange={(note) => change({ note })}
      />
      <ChoiceChips form={form} />
    </>
  );
}
