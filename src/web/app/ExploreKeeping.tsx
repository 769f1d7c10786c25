import type { KeepingSlot } from "../features/explore/KeepingSlot.ts";
import { SaveButton } from "../features/save/SaveButton.tsx";
import { ShareExplore } from "../features/share/ShareExplore.tsx";
import { useSession } from "../lib/session.ts";

/** Share and save, for what Explore shows. */
export function ExploreKeeping(slot: KeepingSlot) {
  const { state, sources, hasLogs, onEditing, onShow } = slot;
  const role = useSession().data?.person?.role;
  const canSave = role === "editor" || role === "admin";
  return (
    <>
      <ShareExplore state={state} asOfMs={slot.asOfMs} plotPx={slot.plotPx} zone={slot.zone} />
      {canSave && <SaveButton {...{ state, sources, hasLogs, onEditing, onShow }} />}
    </>
  );
}
