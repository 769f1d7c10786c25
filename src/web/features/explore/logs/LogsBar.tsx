import { Button } from "../../../ui/Button.tsx";
import { LogToolbar } from "../../../logs/tools/LogToolbar.tsx";
import type { Explore } from "../state/useExplore.ts";
import { TailStatus } from "./TailStatus.tsx";
import type { LogsView } from "./useLogsView.ts";

export interface LogsBarProps {
  readonly explore: Explore;
  readonly view: LogsView;
}

/** How the lines are shown, at the end of the tab bar. */
export function LogsBar({ explore, view }: LogsBarProps) {
  const { logs } = explore.state;
  const isPatterns = logs.pane === "patterns";
  return (
    <>
      {logs.isLive && <TailStatus tail={view.tail} />}
      <span data-lines-bar className="contents">
        <LogToolbar
          view={view.options}
          onChangeView={view.change}
          lines={view.lines.lines}
          find={view.find}
          isFindOpen={view.isFindOpen}
          onFindOpenChange={view.openFind}
          onSave={view.save}
          limit={logs.limit}
          onChangeLimit={(limit) => explore.run((draft) => ({ ...draft, logs: { ...draft.logs, limit } }))}
        />
      </span>
      <Button
        variant="ghost"
        size="sm"
        icon="grid-3x3"
        isPressed={isPatterns}
        onClick={() => explore.view({ logs: { ...logs, pane: isPatterns ? "list" : "patterns" } })}
      >
        <span className="max-sm:sr-only">Patterns</span>
      </Button>
    </>
  );
}
