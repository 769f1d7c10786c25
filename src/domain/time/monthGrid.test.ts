import { describe, expect, it } from "vitest";
import { addDays, formatLongDate, formatMonth, monthGrid, moveMonth } from "./monthGrid.ts";

describe("monthGrid", () => {
  it("covers October 2024 from Monday 30 September to Sunday 3 November", () => {
    const weeks = monthGrid("2024-10");
    expect(weeks).toHaveLength(5);
    expect(weeks[0]?.[0]).toEqual({ date: "2024-09-30", day: 30, isOutside: true });
    expect(weeks[0]?.[1]).toEqual({ date: "2024-10-01", day: 1, isOutside: false });
    expect(weeks.at(-1)?.at(-1)).toEqual({ date: "2024-11-03", day: 3, isOutside: true });
  });

  it("needs four weeks for a February that starts on a Monday and six for a long month", () => {
    expect(monthGrid("2027-02")).toHaveLength(4);
    expect(monthGrid("2024-09")).toHaveLength(6);
  });

  it("moves by days and months, keeping the day where the month has it", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(moveMonth("2024-01-31", 1)).toBe("2024-02-29");
    expect(moveMonth("2024-01-15", -1)).toBe("2023-12-15");
  });

  it("names months and days", () => {
    expect(formatMonth("2024-10")).toBe("October 2024");
    expect(formatLongDate("2024-10-20")).toBe("Sunday 20 October 2024");
  });
});
