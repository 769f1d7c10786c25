import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Kbd } from "../../ui/Kbd.tsx";

export interface DetailsBarProps {
  readonly line: LogLine;
  readonly onCopy: (line: LogLine, as: "text" | "json") => void;
  readonly onLink?: (line: LogLine) => void;
  readonly onContext?: (line: LogLine) => void;
  readonly onMetrics?: (line: LogLine) => void;
  readonly onClose: () => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
  readonly isJson: boolean;
  readonly isTree: boolean;
  readonly onToggleTree: () => void;
}

/** What one does with a line. */
export function DetailsBar(props: DetailsBarProps) {
  const { line, onCopy, onLink, onContext, onMetrics } = props;
  return (
    <div className="mb-1.5 -ml-2 flex flex-wrap items-center gap-1">
      <Button variant="ghost" size="sm" icon="copy" onClick={() => onCopy(line, "text")}>
        Copy line
      </Button>
      <Button variant="ghost" size="sm" icon="copy" onClick={() => onCopy(line, "json")}>
        Copy as JSON
      </Button>
      {onLink && (
        <Button variant="ghost" size="sm" icon="link" onClick={() => onLink(line)}>
          Link to line
        </Button>
      )}
      {onContext && (
        <Button variant="ghost" size="sm" icon="rows-3" onClick={() => onContext(line)}>
          50 lines around
        </Button>
      )}
      {onMetrics && (
        <Button variant="ghost" size="sm" icon="chart-spline" onClick={() => onMetrics(line)}>
          Metrics here
        </Button>
      )}
      {props.isJson && (
        <Button
          variant="ghost"
          size="sm"
          icon="list-tree"
          isPressed={props.isTree}
          onClick={props.onToggleTree}
        >
          JSON tree
        </Button>
      )}
      <span className="grow" />
      <span className="inline-flex items-center gap-1 text-xs text-fg-2">
        <StepButton icon="arrow-up" label="Previous line" onClick={props.onPrevious} />
        <StepButton icon="arrow-down" label="Next line" onClick={props.onNext} />
        <span aria-hidden="true" className="mr-1 max-sm:hidden">
          Previous, next
        </span>
      </span>
      <span className="max-sm:hidden">
        <IconButton size="sm" icon="x" label="Close details" onClick={props.onClose} />
      </span>
    </div>
  );
}

interface StepButtonProps {
  readonly icon: "arrow-up" | "arrow-down";
  readonly label: string;
  readonly onClick: () => void;
}

function StepButton({ icon, label, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid h-6 min-w-6 place-items-center rounded-sm hover:bg-fill-1"
    >
      <Kbd>
        <Icon name={icon} size={12} />
      </Kbd>
    </button>
  );
}
