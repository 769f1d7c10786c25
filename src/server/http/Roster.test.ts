import { describe, expect, it } from "vitest";
import { Roster } from "./Roster.ts";

describe("a roster", () => {
  it("lists who came and did not leave, whatever the order of leaving", () => {
    const roster = new Roster<string>();
    const [a, b, c] = [roster.add("a"), roster.add("b"), roster.add("c")];
    roster.remove(a);
    expect(roster.list().toSorted()).toEqual(["b", "c"]);
    roster.remove(c);
    expect(roster.list()).toEqual(["b"]);
    roster.remove(b);
    expect(roster.size).toBe(0);
  });

  it("removes a member once", () => {
    const roster = new Roster<string>();
    const gone = roster.add("gone");
    roster.add("here");
    roster.remove(gone);
    roster.remove(gone);
    expect(roster.list()).toEqual(["here"]);
  });

  it("lets members leave while the list is walked", () => {
    const roster = new Roster<number>();
    const seats = [1, 2, 3].map((value) => roster.add(value));
    for (const value of roster.list())
      for (const seat of seats) if (seat.value === value) roster.remove(seat);
    expect(roster.size).toBe(0);
  });
});
