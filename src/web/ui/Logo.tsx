/** The mark: liquid behind a round glass. */
export function Logo() {
  return (
    <svg aria-hidden="true" width="20" height="20" viewBox="0 0 24 24" className="shrink-0">
      <circle cx="12" cy="12" r="10.25" fill="none" stroke="currentColor" strokeWidth="1.9" />
      <path
        d="M5.1 12.4c1.5-1.5 3-1.8 4.6-.7 1.7 1.2 3 1.3 4.6 0 1.6-1.4 3.1-1.1 4.6.7A6.9 6.9 0 0 1 12 18.9a6.9 6.9 0 0 1-6.9-6.5Z"
        className="fill-accent"
      />
    </svg>
  );
}
