import type { MenuItem } from "../../../ui/MenuList.tsx";
import type { QueryRowViewProps } from "./QueryRowView.tsx";

type MenuContext = Pick<QueryRowViewProps, "row" | "actions" | "canAdd" | "isFirst" | "isLast" | "other">;

/** What the menu of a query row offers. */
export function rowMenuItems({
  row,
  actions,
  canAdd,
  isFirst,
  isLast,
  other,
}: MenuContext): readonly MenuItem[] {
  const { letter } = row;
  return [
    { label: "Duplicate", icon: "copy", isDisabled: !canAdd, onSelect: () => actions.duplicate(letter) },
    {
      label: "Format",
      icon: "wrap-text",
      keys: ["Ctrl", "Shift", "F"],
      onSelect: () => actions.format(letter, row.expr),
    },
    { label: "Other source", icon: "database", onSelect: () => actions.chooseSource(letter) },
    ...otherItems({ row, actions, canAdd, other }),
    {
      label: "Copy as curl",
      icon: "terminal",
      isDisabled: row.expr === "",
      onSelect: () => actions.copyCurl(letter),
    },
    {
      label: "Move up",
      icon: "arrow-up",
      startsGroup: true,
      isDisabled: isFirst,
      onSelect: () => actions.move(letter, -1),
    },
    { label: "Move down", icon: "arrow-down", isDisabled: isLast, onSelect: () => actions.move(letter, 1) },
    {
      label: "Remove",
      icon: "trash-2",
      startsGroup: true,
      isDanger: true,
      onSelect: () => actions.remove(letter),
    },
  ];
}

/** The other half of the picture, where a source has it. */
function otherItems({
  row,
  actions,
  canAdd,
  other,
}: Pick<MenuContext, "row" | "actions" | "canAdd" | "other">): readonly MenuItem[] {
  if (other === null) return [];
  const isLogs = other === "logs";
  return [
    {
      label: isLogs ? "Show logs" : "Show metrics",
      icon: isLogs ? "scroll-text" : "chart-spline",
      isDisabled: !canAdd || row.expr === "",
      onSelect: () => actions.showOther(row.letter),
    },
    {
      label: isLogs ? "Labels for logs" : "Labels for metrics",
      icon: "pencil",
      isDisabled: row.expr === "",
      onSelect: () => actions.pairLabels(row.letter),
    },
  ];
}
