import { withBase } from "../../lib/basePath.ts";
import { useSources } from "../../lib/sources.ts";

export interface TokenExamplesProps {
  /** Null = all. */
  readonly sources: readonly string[] | null;
  readonly text: string;
}

/** How programs use the token, with a source that it opens. */
export function TokenExamples({ sources, text }: TokenExamplesProps) {
  const all = (useSources().data?.sources ?? []).filter(({ id }) => sources === null || sources.includes(id));
  const metrics = all.find(({ kind }) => kind !== "loki");
  const logs = all.find(({ kind }) => kind === "loki");
  const base = (id: string) => `${window.location.origin}${withBase(`/api/sources/${id}`)}`;
  return (
    <>
      {metrics && (
        <Example
          title="promtool"
          lines={[
            `printf 'authorization:\\n  credentials: ${text}\\n' > sightglass.yml`,
            `promtool query instant --http.config.file sightglass.yml ${base(metrics.id)} up`,
          ]}
        />
      )}
      {logs && (
        <Example title="logcli" lines={[`logcli --bearer-token ${text} --addr ${base(logs.id)} labels`]} />
      )}
    </>
  );
}

function Example({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="font-medium">With {title}</span>
      <pre
        // Long lines are scrolled to by keys as well.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="mono overflow-x-auto rounded bg-surface-2 px-3 py-2 text-2xs inset-ring inset-ring-line-1"
      >
        {lines.join("\n")}
      </pre>
    </div>
  );
}
