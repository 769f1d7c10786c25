import { Button } from "../../../ui/Button.tsx";
import { LogToolbar } from "../../../logs/tools/LogToolbar.tsx";
import type { Explore } from "../state/useExplore.ts";
import type { ToMetrics } from "../cross/useCross.ts";
import { OpenedAt } from "./OpenedAt.tsx";
import { TailStatus } from "./TailStatus.tsx";
import type { LogsView } from "./useLogsView.ts";

export interface LogsBarProps {
  readonly explore: Explore;
  readonly view: LogsView;
  readonly toMetrics: ToMetrics | null;
}

/** How the lines are shown, at the end of the tab bar. */
export function LogsBar({ explore, view, toMetrics }: LogsBarProps) {
  const { logs } = explore.state;
  const isPatterns = logs.pane === "patterns";
  return (
    <>
      {logs.isLive && <TailStatus tail={view.tail} />}
      <OpenedAt explore={explore} />
      {toMetrics && (
        <Button
          variant="ghost"
          size="sm"
          icon="chart-spline"
          title="Metrics of the same labels and time. Or drag a span of the histogram with Alt held."
          onClick={toMetrics.onShow}
        >
          <span className="max-sm:sr-only">{toMetrics.label}</span>
        </Button>
      )}
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
