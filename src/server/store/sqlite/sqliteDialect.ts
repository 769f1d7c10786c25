import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { SqliteDialect } from "kysely";

/** Prepared statements are kept up to this many; the repositories have fewer shapes. */
const STATEMENTS = 200;

/** Kysely on node:sqlite, which differs from what the dialect expects in how it takes parameters and names readers. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  const statements = new Map<string, ReturnType<typeof adapt>>();
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (text) => {
        const known = statements.get(text);
        if (known) return known;
        if (statements.size >= STATEMENTS) statements.clear();
        const statement = adapt(database.prepare(text));
        statements.set(text, statement);
        return statement;
      },
    },
  });
}

function adapt(statement: StatementSync) {
  const plain = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...plain(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...plain(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...plain(parameters)),
  };
}
