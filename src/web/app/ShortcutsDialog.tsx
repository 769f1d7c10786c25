import { type Shortcut, useShortcutList } from "../lib/shortcuts.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { keyNames } from "../lib/keyNames.ts";

/** Groups in order of registration; one row per label. */
export function groupShortcuts(list: readonly Shortcut[]): Map<string, Map<string, string[]>> {
  const groups = new Map<string, Map<string, string[]>>();
  for (const { group, label, keys } of list) {
    const rows = groups.get(group) ?? new Map<string, string[]>();
    rows.set(label, [...new Set([...(rows.get(label) ?? []), ...keys])]);
    groups.set(group, rows);
  }
  return groups;
}

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const groups = groupShortcuts(useShortcutList());
  return (
    <Dialog title="Shortcuts" onClose={onClose} isWide>
      <div className="grid grid-cols-3 gap-x-8 gap-y-4 text-xs max-sm:grid-cols-1">
        {[...groups].map(([group, rows]) => (
          <section key={group}>
            <h3 className="mb-1 text-2xs font-medium text-fg-3">{group}</h3>
            <dl>
              {[...rows].map(([label, keys]) => (
                <div
                  key={label}
                  className="flex min-h-7 items-center justify-between gap-2 border-t border-line-1"
                >
                  <dt>{label}</dt>
                  <dd className="flex flex-wrap gap-2">
                    {keys.map((one) => (
                      <span key={one} className="flex gap-1">
                        {keyNames(one).map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
