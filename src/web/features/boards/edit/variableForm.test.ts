import { describe, expect, it } from "vitest";
import { complaintOf, nameFromLabel, parseValues, valuesText } from "./variableForm.ts";

describe("variableForm", () => {
  it.each([
    ["Data centre", "data_centre"],
    ["Tromsø GPU 2", "troms_gpu_2"],
    ["Région", "region"],
    ["2nd site", "nd_site"],
    ["???", "choice"],
  ])("names the choice “%s” $%s", (label, name) => expect(nameFromLabel(label)).toBe(name));

  it("reads a value per line with its words, and writes it back", () => {
    const text = "eu-1 = Europe\nus-1\na=b = Odd = one";
    expect(parseValues(`\n ${text} \n\n`)).toEqual([
      { value: "eu-1", words: "Europe" },
      { value: "us-1", words: "" },
      { value: "a=b", words: "Odd = one" },
    ]);
    expect(valuesText(parseValues(text))).toBe(text);
  });

  it("finds of which choice a complaint is", () => {
    expect(complaintOf("variables.1.choice.label: choose a label")).toEqual({
      at: 1,
      field: "choice.label",
      message: "choose a label",
    });
    expect(complaintOf("variables: panel “A”: no").at).toBeNull();
  });
});
