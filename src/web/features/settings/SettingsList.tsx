import type { ReactNode } from "react";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";

export interface SettingsListProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  readonly children: (data: T) => ReactNode;
}

/** What a list waits for, or failed with. */
export function SettingsList<T>({ query: { data, error, refetch }, children }: SettingsListProps<T>) {
  if (data !== undefined) return children(data);
  if (error) {
    return (
      <ProblemNotice
        problem={toProblem(error)}
        actions={
          <Button variant="primary" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  return (
    <div aria-busy="true" className="flex flex-col gap-4 p-4 max-sm:px-3">
      <Skeleton className="w-60" />
      <Skeleton className="w-40" />
    </div>
  );
}
