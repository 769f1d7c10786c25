import { keyNames } from "../../lib/keyNames.ts";
import { cx } from "../../ui/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import type { RankedItem } from "./rankItems.ts";

export interface PaletteRowProps {
  readonly id: string;
  readonly row: RankedItem;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

/** One choice: what it is, where it fits what was typed, and its kind or keys at the end. */
export function PaletteRow({ id, row, isActive, onPoint, onChoose }: PaletteRowProps) {
  const { icon, text, note, keys, isCode = false } = row.item;
  return (
    // The field's own key handler chooses; a row only takes the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={onChoose}
      onPointerMove={() => !isActive && onPoint()}
      className={cx(
        "mx-1 flex h-8 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 max-sm:h-11",
        isActive && "bg-accent-bg",
      )}
    >
      <Icon name={icon} className={isActive ? "text-fg-2" : "text-fg-3"} />
      <span className={cx("cut min-w-0", isCode && "mono text-xs")}>
        <Highlighted text={text} ranges={row.ranges} />
      </span>
      <span
        className={cx(
          "ml-auto flex max-w-1/2 shrink-0 items-center gap-2 pl-2 text-xs whitespace-nowrap",
          isActive ? "text-fg-2" : "text-fg-3",
        )}
      >
        {/* A blank, so that the row is not read as one word. */}
        {note !== undefined && <span className="cut">{` ${note}`}</span>}
        {keys !== undefined && (
          <span aria-hidden="true" className="flex gap-1 max-sm:hidden">
            {keyNames(keys).map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </span>
        )}
        {isActive && keys === undefined && (
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>
              <Icon name="corner-down-left" size={12} />
            </Kbd>
          </span>
        )}
      </span>
    </div>
  );
}

/** The text with the parts that were typed standing out. */
function Highlighted({ text, ranges }: { readonly text: string; readonly ranges: readonly number[] }) {
  const cuts = [0, ...ranges, text.length];
  // Between the cuts: plain, found, plain, found, …, plain.
  return cuts.slice(1).map((to, index) => {
    const part = text.slice(cuts[index], to);
    const key = `${cuts[index]}-${to}`;
    return index % 2 === 1 ? (
      <b key={key} className="font-semibold text-accent-fg">
        {part}
      </b>
    ) : (
      <span key={key}>{part}</span>
    );
  });
}
