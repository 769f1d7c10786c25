import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Problem } from "../../domain/problem/Problem.ts";
import type { Store } from "../../server/store/Store.ts";
import type { StoreAsk } from "./storeProcess.ts";

export interface StoreProcess {
  readonly child: ChildProcess;
  /** Rejects with `{ problem }`, as the store itself. */
  readonly store: Pick<Store, "boards" | "panels" | "shares" | "health">;
  readonly kill: () => Promise<void>;
}

type Answer = { readonly id: number; readonly value?: unknown; readonly error?: Problem };

/** A store in a process of its own on a data folder. */
export async function startStoreProcess(dataDir: string): Promise<StoreProcess> {
  const child = fork(path.join(import.meta.dirname, "storeProcess.ts"), [dataDir], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: [],
    // Bytes stay bytes.
    serialization: "advanced",
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const opened = Promise.withResolvers<void>();
  child.on("message", (message: Answer | { readonly type: "open" }) => {
    if ("type" in message) return opened.resolve();
    const asked = waiting.get(message.id);
    if (message.error)
      asked?.reject(Object.assign(new Error(message.error.code), { problem: message.error }));
    else asked?.resolve(message.value);
  });
  void exited.then(() => opened.reject(new Error("ended before it was open")));
  await opened.promise;
  const ask = (question: Omit<StoreAsk, "id">) => {
    const id = waiting.size;
    const asked = Promise.withResolvers<unknown>();
    waiting.set(id, asked);
    child.send({ ...question, id });
    return asked.promise;
  };
  const part = (name: string) =>
    new Proxy(
      {},
      {
        get:
          (_target, method) =>
          (...args: unknown[]) =>
            ask({ part: name, method: String(method), args }),
      },
    );
  return {
    child,
    store: {
      boards: part("boards") as Store["boards"],
      panels: part("panels") as Store["panels"],
      shares: part("shares") as Store["shares"],
      health: () => ask({ part: "", method: "health", args: [] }) as ReturnType<Store["health"]>,
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
