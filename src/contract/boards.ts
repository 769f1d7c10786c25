import * as z from "zod/mini";
import { BOARD_LIMITS } from "../domain/panel/Board.ts";
import { objectId, panelReading, panelView, stamp, timeRange } from "./panels.ts";

/** What crosses the wire about boards. */

const text = (max: number) => z.string().check(z.maxLength(max));
const value = text(BOARD_LIMITS.valueLength);

const variableChoice = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("label"),
    sourceId: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
    label: text(1024),
    selector: text(4096),
  }),
  z.strictObject({
    kind: z.literal("list"),
    values: z
      .array(z.strictObject({ value, words: value }))
      .check(z.minLength(1), z.maxLength(BOARD_LIMITS.values)),
  }),
  z.strictObject({ kind: z.literal("text"), pattern: text(200), example: value }),
]);

const boardVariable = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,30}$/)),
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  choice: variableChoice,
  isMulti: z.boolean(),
  initial: z.array(value).check(z.maxLength(BOARD_LIMITS.values)),
});

export const boardItem = z.strictObject({
  panelId: objectId,
  width: z.int().check(z.minimum(BOARD_LIMITS.minWidth), z.maximum(BOARD_LIMITS.columns)),
  height: z.int().check(z.minimum(BOARD_LIMITS.minHeight), z.maximum(BOARD_LIMITS.maxHeight)),
});

/** A board as it is saved (`domain/panel/Board`). */
export const boardDocument = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(BOARD_LIMITS.name)),
  folder: text(BOARD_LIMITS.folder),
  description: text(BOARD_LIMITS.description),
  items: z.array(boardItem).check(
    z.maxLength(BOARD_LIMITS.items),
    z.refine(
      (items) => new Set(items.map(({ panelId }) => panelId)).size === items.length,
      "has a panel twice",
    ),
  ),
  variables: z.array(boardVariable).check(
    z.maxLength(BOARD_LIMITS.variables),
    z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "has a name twice"),
  ),
  range: timeRange,
  zone: text(64),
  refreshMs: z.int().check(z.minimum(0), z.maximum(86_400_000)),
});

/** GET /api/boards: what the asker may open. */
export const boardList = z.object({
  boards: z.array(
    z.object({
      id: objectId,
      name: z.string(),
      folder: z.string(),
      description: z.string(),
      /** What stands on it, in its order. */
      panels: z.array(z.object({ id: objectId, name: z.string() })),
      changed: stamp,
      /** Brought by Sightglass; a copy of it can be changed. */
      isStarter: z.boolean(),
    }),
  ),
  canEdit: z.boolean(),
});

/** GET /api/boards/:id: what every reader gets. Of the variables, only what is to be chosen from. */
export const boardReading = z.object({
  id: objectId,
  rev: z.int(),
  name: z.string(),
  folder: z.string(),
  description: z.string(),
  items: z.array(boardItem),
  panels: z.array(panelReading),
  variables: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      kind: z.enum(["label", "list", "text"]),
      /** Of a list; those of a label are asked for by POST /api/boards/:id/variables/:name. */
      values: z.optional(z.array(z.object({ value: z.string(), words: z.string() }))),
      example: z.optional(z.string()),
      isMulti: z.boolean(),
      initial: z.array(z.string()),
    }),
  ),
  range: timeRange,
  zone: z.string(),
  refreshMs: z.number(),
  isStarter: z.boolean(),
  canEdit: z.boolean(),
});

/** GET /api/boards/:id/document, for editors: the board and its panels whole. */
export const boardView = z.object({
  id: objectId,
  rev: z.int(),
  board: boardDocument,
  panels: z.array(panelView),
  owner: z.string(),
  created: stamp,
  changed: stamp,
});

/** POST /api/boards; `copyOf` brings the panels of another board along. */
export const boardCreation = z.strictObject({ board: boardDocument, copyOf: z.optional(objectId) });
export const boardChange = z.strictObject({ rev: z.int(), board: boardDocument });
export const boardVersions = z.object({
  versions: z.array(z.object({ rev: z.int(), changed: stamp, board: boardDocument })),
});

/** POST /api/boards/:id/variables/:name: the values of a label, given what is chosen for the variables before it. */
export const variableAsk = z.strictObject({
  variables: z.record(text(64), z.array(value).check(z.maxLength(BOARD_LIMITS.values))),
  startMs: z.int(),
  endMs: z.int(),
});
/** Sorted; `isCut` when there are more. */
export const variableAnswer = z.object({ values: z.array(z.string()), isCut: z.boolean() });

/** GET /api/trash, for editors: what was deleted and can be brought back (30 days) by POST /api/{boards,panels}/:id/restore. */
export const trash = z.object({
  items: z.array(
    z.object({
      kind: z.enum(["board", "panel"]),
      id: objectId,
      name: z.string(),
      deleted: stamp,
      goneMs: z.number(),
    }),
  ),
});

export type BoardList = z.infer<typeof boardList>;
export type BoardReading = z.infer<typeof boardReading>;
export type BoardView = z.infer<typeof boardView>;
export type BoardCreation = z.infer<typeof boardCreation>;
export type BoardChange = z.infer<typeof boardChange>;
export type BoardVersions = z.infer<typeof boardVersions>;
export type VariableAsk = z.infer<typeof variableAsk>;
export type VariableAnswer = z.infer<typeof variableAnswer>;
export type Trash = z.infer<typeof trash>;
