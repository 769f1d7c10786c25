import type { FastifyRequest } from "fastify";
import { expect, it } from "vitest";
import type { AuditEvent, AuditStore } from "../store/AccountStores.ts";
import { createAudit } from "./AuditTrail.ts";

it.each([
  ["ends a line", "Health\r\n2026 Ada deleted everything", "Health  2026 Ada deleted everything"],
  ["ends a line of Unicode", "a\u2028b\u2029c\u0085d", "a b c d"],
  ["turns text around", "\u202Edraob\u202C \u2066x\u2069", " draob   x "],
  ["is joined from several characters", "👩‍🚒 Größe", "👩‍🚒 Größe"],
])("T7 a name that %s is one line of the trail that reads as it is", async (_what, given, kept) => {
  const events: Omit<AuditEvent, "id">[] = [];
  const store: AuditStore = {
    add: (event) => Promise.resolve(void events.push(event)),
    list: () => Promise.resolve([]),
  };
  const logger = { error: () => undefined } as never;
  const audit = createAudit({ store, logger, now: () => 1 });
  const note = { action: "create", kind: "board", objectId: "b", name: given, detail: given } as const;
  await audit({ id: "r", raw: {} } as FastifyRequest, { ...note, who: { id: "p", name: given } });
  expect(events).toMatchObject([{ name: kept, detail: kept, who: kept }]);
});
