const LIMIT = 40;

/** "Prod (EU)" → "prod-eu", then "prod-eu-2", …: readable, since links carry it, and never taken twice. */
export function freeId(name: string, isTaken: (id: string) => boolean): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const stem = plain.slice(0, LIMIT - 4).replace(/-+$/, "") || "source";
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!isTaken(id) && id !== "test") return id;
  }
}
