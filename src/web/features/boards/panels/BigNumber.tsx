/** The number of a panel that is about one, its unit beside it. */
export function BigNumber({ text, suffix }: { readonly text: string; readonly suffix: string }) {
  return (
    <p className="num flex h-9 shrink-0 items-baseline gap-1 text-stat font-semibold tracking-[-0.015em]">
      {text}
      {suffix !== "" && <small className="text-md font-medium tracking-normal text-fg-2">{suffix}</small>}
    </p>
  );
}
