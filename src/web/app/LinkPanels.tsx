import type { OpenedLink } from "../../contract/shares.ts";

export interface LinkPanelsProps {
  readonly link: OpenedLink;
  readonly token: string;
}

/** The panels of a link, one under the other. */
export function LinkPanels({ link }: LinkPanelsProps) {
  return (
    <ul className="flex flex-col gap-4 p-4">
      {link.panels.map(({ id, name, note }) => (
        <li key={id} className="rounded border border-line-1 p-4">
          <h2 className="font-semibold">{name}</h2>
          <p className="text-fg-2">{note}</p>
        </li>
      ))}
    </ul>
  );
}
