/** What grouping needs of a board. */
interface Listed {
  readonly name: string;
  readonly folder: string;
  readonly isStarter: boolean;
}

export interface BoardFolder<T> {
  readonly folder: string;
  readonly boards: readonly T[];
}

const collator = new Intl.Collator("en", { numeric: true });

/** By folder and name; without a folder first, folders that hold nothing but starter boards last. */
export function groupBoards<T extends Listed>(boards: readonly T[]): readonly BoardFolder<T>[] {
  const groups = [...Map.groupBy(boards, ({ folder }) => folder)].map(([folder, own]) => ({
    folder,
    boards: own.toSorted((a, b) => collator.compare(a.name, b.name)),
    isOurs: own.every(({ isStarter }) => isStarter),
  }));
  return groups
    .toSorted((a, b) => Number(a.isOurs) - Number(b.isOurs) || collator.compare(a.folder, b.folder))
    .map(({ folder, boards: own }) => ({ folder, boards: own }));
}
