import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiOf } from "../../../../contract/apiOf.ts";
import type { BoardView } from "../../../../contract/boards.ts";
import type { SourceView } from "../../../../contract/sources.ts";
import { BOARD_LIMITS, type Board, type BoardVariable } from "../../../../domain/panel/Board.ts";
import { sourcesQuery } from "../../../lib/sources.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { complaintOf, newVariable } from "./variableForm.ts";
import { VariableFields } from "./VariableFields.tsx";

export interface VariablesDialogProps {
  readonly board: Board;
  readonly panels: BoardView["panels"];
  readonly onChange: (board: Board) => void;
  readonly onClose: () => void;
}

/** A pattern is judged by the server's own engine when it is saved; here, what no engine takes is refused. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** What is wrong with the choices, before they are saved. The grammars come with it, so it is fetched when needed. */
async function complaintsOf(
  board: Board,
  panels: BoardView["panels"],
  sources: readonly SourceView[],
): Promise<readonly string[]> {
  const { checkBoard } = await import("../../../../domain/panel/checkBoard.ts");
  const kinds = new Map(sources.map(({ id, kind }) => [id, kind]));
  const languageOf = (sourceId: string) => {
    const kind = kinds.get(sourceId);
    if (kind === undefined) return null;
    return apiOf(kind) === "loki" ? "logql" : "promql";
  };
  const missing = board.variables.flatMap(({ label }, at) =>
    label.trim() === "" ? [`variables.${at}.label: give it a name that readers understand`] : [],
  );
  const names = board.variables.map(({ name }) => name);
  const twice = names.flatMap((name, at) =>
    names.indexOf(name) < at ? [`variables.${at}.name: another choice has this name`] : [],
  );
  const empty = board.variables.flatMap(({ choice }, at) =>
    choice.kind === "list" && choice.values.length === 0
      ? [`variables.${at}.choice.values: write at least one value`]
      : [],
  );
  const found = checkBoard(board, { panels: panels.map(({ panel }) => panel), languageOf, isPattern });
  return [...missing, ...twice, ...empty, ...found.map(({ field, message }) => `${field}: ${message}`)];
}

/** What readers of the board may choose: five at most, each with a name in plain language. */
export function VariablesDialog({ board, panels, onChange, onClose }: VariablesDialogProps) {
  const sources = useQuery(sourcesQuery);
  const list = sources.data?.sources ?? [];
  const [variables, setVariables] = useState<readonly BoardVariable[]>(board.variables);
  const [complaints, setComplaints] = useState<readonly string[]>([]);
  const take = async () => {
    const next = { ...board, variables };
    const found = await complaintsOf(next, panels, list);
    setComplaints(found);
    if (found.length > 0) return;
    onChange(next);
    onClose();
  };
  const isFull = variables.length >= BOARD_LIMITS.variables;
  const said = complaints.map(complaintOf);
  return (
    <Dialog
      title="What readers may choose"
      isWide
      onClose={onClose}
      footer={
        <>
          <Button
            icon="plus"
            className="mr-auto"
            disabled={isFull}
            title={isFull ? "Five at most" : undefined}
            onClick={() => setVariables([...variables, newVariable(variables, list[0]?.id ?? "")])}
          >
            Add a choice
          </Button>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onClick={() => void take()}>
            Apply
          </Button>
        </>
      }
    >
      {variables.length === 0 && (
        <p className="text-fg-2">
          A choice lets readers see one customer or one cluster. Queries name it as $name inside the quotes of
          a matcher, such as {'{cluster=~"$cluster"}'}.
        </p>
      )}
      {said
        .filter(({ at }) => at === null)
        .map(({ message }) => (
          <p key={message} role="alert" className="flex items-center gap-1.5 text-xs text-danger">
            <Icon name="circle-alert" size={14} />
            {message}
          </p>
        ))}
      {variables.map((variable, at) => (
        <VariableFields
          key={at}
          number={at + 1}
          variable={variable}
          sources={list}
          errors={said.filter((one) => one.at === at)}
          onChange={(next) => setVariables(variables.with(at, next))}
          onRemove={() => setVariables(variables.toSpliced(at, 1))}
          onUp={
            at === 0
              ? undefined
              : () => setVariables(variables.toSpliced(at, 1).toSpliced(at - 1, 0, variable))
          }
        />
      ))}
    </Dialog>
  );
}
