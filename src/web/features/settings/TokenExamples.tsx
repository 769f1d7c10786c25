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
        // A command takes as many lines as it needs, those after its first further in.
        className="mono flex flex-col gap-1.5 rounded bg-surface-2 px-3 py-2 text-2xs whitespace-pre-wrap inset-ring inset-ring-line-1 [word-break:break-all]"
      >
        {lines.map((line) => (
          <code key={line} className="block pl-4 -indent-4">
            {line}
          </code>
        ))}
      </pre>
    </div>
  );
}
