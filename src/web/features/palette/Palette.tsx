import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useIsViewer } from "../../lib/session.ts";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { VisuallyHidden } from "../../ui/VisuallyHidden.tsx";
import { PaletteFoot } from "./PaletteFoot.tsx";
import { optionId, PaletteList } from "./PaletteList.tsx";
import type { PaletteHere, PaletteItem } from "./PaletteTypes.ts";
import { rememberChoice } from "./recentChoices.ts";
import { useModalFocus } from "./useModalFocus.ts";
import { usePaletteChoice } from "./usePaletteChoice.ts";
import { usePaletteItems } from "./usePaletteItems.ts";

export interface PaletteProps extends PaletteHere {
  readonly onClose: () => void;
}

/** More is no search any more. */
const LONGEST = 200;

/** One field for everything: sources, boards, panels, metrics, labels, ranges, actions and queries that ran. */
export function Palette({ explore, board, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState("");
  const { leave } = useModalFocus(dialog);
  const { sections, isPending, missing } = usePaletteItems(typed, { explore, board });
  const isViewer = useIsViewer();
  const close = () => {
    leave();
    onClose();
  };
  const choose = (item: PaletteItem, isOther: boolean) => {
    rememberChoice(item.id);
    close();
    (isOther ? (item.other ?? item) : item).run();
  };
  const choice = usePaletteChoice({ typed, sections, isPending, onChoose: choose });
  const { active, count } = choice;
  const activeId = choice.row && optionId(listId, active);
  useEffect(() => {
    const row = activeId ? document.getElementById(activeId) : null;
    // With the first row of a group comes its head.
    const head = row?.matches(":nth-child(2)") ? row.previousElementSibling : null;
    row?.scrollIntoView({ block: "nearest" });
    head?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent) => {
    // The keys that opened it close it.
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      close();
    } else choice.onKeyDown(event);
  };

  return (
    // A press on the backdrop lands on the dialog itself; the keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      aria-label="Search"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
      className="rise-slow mx-auto mt-[12dvh] mb-auto w-150 max-w-[calc(100vw-24px)] overflow-hidden rounded border-0 bg-surface-3 p-0 text-sm shadow-float outline-none backdrop:bg-scrim max-sm:fixed max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:m-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none max-sm:rounded-t-sheet"
    >
      <div className="flex h-[min(540px,70dvh)] flex-col max-sm:h-[82dvh] max-sm:pt-3 max-sm:before:absolute max-sm:before:top-1.5 max-sm:before:left-1/2 max-sm:before:h-1 max-sm:before:w-8 max-sm:before:-translate-x-1/2 max-sm:before:rounded-full max-sm:before:bg-line-2">
        <div className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line-1 px-3.5 focus-within:shadow-[inset_0_-1px_var(--color-accent)]">
          <Icon name="search" size={18} className="text-fg-3" />
          <input
            type="text"
            role="combobox"
            aria-label="Search"
            aria-expanded={count > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={activeId}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={LONGEST}
            placeholder={
              isViewer
                ? "Boards, panels, ranges, actions"
                : "Metrics, labels, sources, boards, ranges, actions"
            }
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              dialog.current?.querySelector("[data-results]")?.scrollTo(0, 0);
            }}
            onKeyDown={onKeyDown}
            className="min-w-0 grow bg-transparent text-md outline-none max-sm:text-[16px]"
          />
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>Esc</Kbd>
          </span>
          <span className="sm:hidden">
            <IconButton icon="x" label="Close" onClick={close} />
          </span>
        </div>
        <div data-results className="min-h-0 grow overflow-y-auto overscroll-contain">
          {count > 0 && (
            <PaletteList
              id={listId}
              sections={sections}
              active={active}
              onPoint={choice.go}
              onChoose={(row) => choose(row.item, false)}
            />
          )}
          {count === 0 && !isPending && (
            <p className="px-3.5 py-3 text-fg-2">Nothing fits “{typed.trim()}”. Try fewer words.</p>
          )}
        </div>
        <PaletteFoot item={choice.row?.item} isPending={isPending} missing={missing} />
        <VisuallyHidden>
          <span role="status">{isPending ? "" : `${count} ${count === 1 ? "result" : "results"}`}</span>
        </VisuallyHidden>
      </div>
    </dialog>
  );
}
