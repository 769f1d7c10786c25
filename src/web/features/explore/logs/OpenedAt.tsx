import { nsToMs } from "../../../../domain/frame/logs/ns.ts";
import { formatTime } from "../../../../domain/time/formatTime.ts";
import { Button } from "../../../ui/Button.tsx";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Explore } from "../state/useExplore.ts";

/** Says that the list does not begin at an end of the range, and leads back there. */
export function OpenedAt({ explore }: { readonly explore: Explore }) {
  const { logs, zone } = explore.state;
  if (logs.at === "" || logs.isLive) return null;
  const clock = formatTime(nsToMs(logs.at), zoneName(zone));
  const end = logs.isOldestFirst ? "oldest" : "newest";
  return (
    <Button
      variant="ghost"
      size="sm"
      icon="x"
      title={`Begin with the ${end} lines again`}
      onClick={() => explore.run((draft) => ({ ...draft, logs: { ...draft.logs, at: "" } }))}
    >
      At {clock}
    </Button>
  );
}
