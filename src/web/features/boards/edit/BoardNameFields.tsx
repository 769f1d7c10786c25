import { BOARD_LIMITS, type Board } from "../../../../domain/panel/Board.ts";
import { TextField } from "../../../ui/TextField.tsx";

type BoardName = Pick<Board, "name" | "folder">;

export interface BoardNameFieldsProps extends BoardName {
  readonly nameError?: string | undefined;
  readonly onChange: (change: Partial<BoardName>) => void;
}

/** What a board is called, and where it stands in the list. */
export function BoardNameFields({ name, folder, nameError, onChange }: BoardNameFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        error={nameError}
        data-autofocus
        maxLength={BOARD_LIMITS.name}
        value={name}
        onChange={(text) => onChange({ name: text })}
      />
      <TextField
        label="Folder"
        hint="Groups boards in the list; may stay empty."
        maxLength={BOARD_LIMITS.folder}
        value={folder}
        onChange={(text) => onChange({ folder: text })}
      />
    </>
  );
}
