// @vitest-environment jsdom
import { act, useEffect } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { problem, ProblemError } from "../../../../domain/problem/Problem.ts";
import { mount, until } from "../../../../testing/mount.tsx";
import type { Revised } from "./editCalls.ts";
import { type Draft, useDraft } from "./useDraft.ts";

interface Words {
  readonly name: string;
}
const schema = z.object({ name: z.string() });
const put = vi.fn<(body: Revised<Words>) => Promise<unknown>>();
const onSaved = vi.fn();
let draft: Draft<Words>;
let unmount = async () => {};

const hold = (next: Draft<Words>) => (draft = next);

function Editor({ saved }: { readonly saved: Revised<Words> }) {
  const mine = useDraft<Words>({ storageKey: "panel:p1", saved, schema, put, onSaved });
  useEffect(() => void hold(mine));
  return <p>{mine.document.name}</p>;
}

const open = async (saved: Revised<Words> = { rev: 3, document: { name: "Calls" } }) => {
  unmount = await mount(<Editor saved={saved} />);
};
const rename = (name: string) => act(async () => draft.change({ name }));
const shown = () => document.querySelector("p")?.textContent;

afterEach(async () => {
  await unmount();
  document.body.replaceChildren();
  localStorage.clear();
  put.mockReset();
  onSaved.mockReset();
});

describe("useDraft", () => {
  it("F59 finds what was typed again after a reload, and says of when it is", async () => {
    await open();
    await rename("Calls connected");
    await unmount();
    await open();
    expect(shown()).toBe("Calls connected");
    expect(draft.restoredMs).toBeGreaterThan(0);
    await act(async () => draft.discard());
    expect(shown()).toBe("Calls");
    expect(localStorage).toHaveLength(0);
  });

  it("F47 keeps what was typed when saving fails, and saves it the next time", async () => {
    await open();
    await rename("Calls connected");
    put.mockRejectedValueOnce(new ProblemError(problem("STORE_FAILED")));
    await act(() => draft.save());
    expect(draft.problem?.code).toBe("STORE_FAILED");
    expect(shown()).toBe("Calls connected");
    expect(localStorage).toHaveLength(1);
    put.mockResolvedValueOnce({});
    await act(() => draft.save());
    expect(put).toHaveBeenLastCalledWith({ rev: 3, document: { name: "Calls connected" } });
    expect(onSaved).toHaveBeenCalledOnce();
    expect(localStorage).toHaveLength(0);
  });

  const conflict = () =>
    new ProblemError(
      problem("EDIT_CONFLICT", {
        conflict: {
          mine: { rev: 3, document: { name: "Mine" } },
          theirs: { rev: 7, changed: { atMs: 1000, by: "Kari" }, document: { name: "Theirs" } },
        },
      }),
    );

  it("F53 shows their version, and saves mine over it only when asked to", async () => {
    await open();
    await rename("Mine");
    put.mockRejectedValueOnce(conflict());
    await act(() => draft.save());
    expect(draft.theirs).toEqual({ rev: 7, document: { name: "Theirs" }, by: "Kari", atMs: 1000 });
    expect(put).toHaveBeenCalledOnce();
    put.mockResolvedValueOnce({});
    await act(() => draft.keepMine());
    expect(put).toHaveBeenLastCalledWith({ rev: 7, document: { name: "Mine" } });
    expect(draft.theirs).toBeNull();
  });

  it("F53 takes theirs and lets go of mine", async () => {
    await open();
    await rename("Mine");
    put.mockRejectedValueOnce(conflict());
    await act(() => draft.save());
    await act(async () => draft.takeTheirs());
    expect(localStorage).toHaveLength(0);
    expect(onSaved).toHaveBeenCalledOnce();
    expect(put).toHaveBeenCalledOnce();
  });

  it("follows what is saved as long as nothing was changed here", async () => {
    await open({ rev: 3, document: { name: "Calls" } });
    await unmount();
    await open({ rev: 4, document: { name: "Calls, all" } });
    await until(() => shown() === "Calls, all");
    expect(draft.rev).toBe(4);
    expect(draft.isChanged).toBe(false);
  });

  it("takes a draft of another shape for none", async () => {
    localStorage.setItem("sightglass:draft:panel:p1", '{"rev":1,"atMs":5,"document":{"name":7}}');
    await open();
    expect(shown()).toBe("Calls");
  });
});
