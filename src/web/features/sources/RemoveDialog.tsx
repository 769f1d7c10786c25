import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SourceDraft, SourceView } from "../../../contract/sources.ts";
import { sourcesQuery } from "../../lib/sources.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { showToast, undo } from "../../ui/toasts.ts";
import { removeSource, saveSource } from "./sourceCalls.ts";

export interface RemoveDialogProps {
  readonly source: SourceView;
  readonly onClose: () => void;
}

/** What would make the source again; null where a secret, a header value or a certificate is gone with it. */
function restoreDraft(source: SourceView): SourceDraft | null {
  const hasSecret = source.authType !== "none" || source.headerNames.length > 0 || source.hasCa;
  // Without an address it was a file, which is gone with it too.
  if (hasSecret || source.url === "") return null;
  const { name, kind, url, budgetBytes, minStepMs } = source;
  return {
    name,
    kind,
    url,
    auth: { type: "none" },
    ...(kind === "openmetrics" && { scrapeIntervalMs: minStepMs }),
    ...(kind === "loki" && { budgetBytes: budgetBytes ?? 0 }),
  };
}

/** Asks once. A source without secrets can be taken back; one with a secret cannot, since nothing keeps it. */
export function RemoveDialog({ source, onClose }: RemoveDialogProps) {
  const queryClient = useQueryClient();
  const draft = restoreDraft(source);
  const reload = () => queryClient.invalidateQueries({ queryKey: sourcesQuery.queryKey });
  const remove = useMutation({
    mutationFn: () => removeSource(source.id),
    onSuccess: async () => {
      onClose();
      showToast(
        `${source.name} removed`,
        draft
          ? undo(
              () =>
                void saveSource(draft, undefined).then(reload, () =>
                  showToast("It could not be added again"),
                ),
            )
          : undefined,
      );
      await reload();
    },
  });
  return (
    <Dialog
      title={`Remove ${source.name}?`}
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" aria-disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        Links to it will say that the source does not exist.{" "}
        {draft
          ? "You can undo this for a few seconds."
          : `Its ${source.url === "" ? "data" : "secret"} is deleted with it, so this cannot be undone.`}
      </p>
      {remove.error && <ProblemNotice problem={toProblem(remove.error)} className="p-0!" />}
    </Dialog>
  );
}
