import { RE2JS } from "re2js";
import { BOARD_LIMITS, type BoardVariable, type VariableValues } from "../../domain/panel/Board.ts";
import { fail } from "../../domain/problem/Problem.ts";

/** Is the text a regular expression as Prometheus and Loki have it, and of a sensible size? */
export function isPattern(pattern: string): boolean {
  return compiled(pattern) !== null;
}

/**
 * What a reader chose, completed: every variable of the board has its values, an empty list being all of them. Throws
 * BAD_VARIABLE, which names the variable as readers see it, for a name that the board does not have, a value that it does
 * not offer, and where one must be chosen.
 */
export function checkChoices(variables: readonly BoardVariable[], chosen: VariableValues): VariableValues {
  const known = new Set(variables.map(({ name }) => name));
  if (Object.keys(chosen).some((name) => !known.has(name)))
    throw fail("BAD_VARIABLE", { detail: "This board has no such choice" });
  const complete = variables.map((variable): [string, readonly string[]] => {
    const values = Object.hasOwn(chosen, variable.name) ? chosen[variable.name] : undefined;
    return [variable.name, values === undefined ? initialOf(variable) : checked(variable, values)];
  });
  return Object.fromEntries(complete);
}

function checked({ label, choice, isMulti }: BoardVariable, values: readonly string[]): readonly string[] {
  const refuse = (why: string) => fail("BAD_VARIABLE", { detail: `${label}: ${why}` });
  if (!isMulti && values.length !== 1) throw refuse("choose one value");
  if (new Set(values).size < values.length) throw refuse("a value is there twice");
  if (values.some((value) => value.length > BOARD_LIMITS.valueLength || !value.isWellFormed()))
    throw refuse("this value is not possible");
  if (choice.kind === "list") {
    const offered = new Set(choice.values.map(({ value }) => value));
    if (values.some((value) => !offered.has(value))) throw refuse("this value is not offered");
  }
  if (choice.kind === "text") {
    const pattern = compiled(choice.pattern);
    if (values.some((value) => pattern?.matches(value) !== true)) {
      const { example } = choice;
      throw refuse(example === "" ? "this is not in the expected form" : `write it like “${example}”`);
    }
  }
  return values;
}

/** Where nothing was said: what the board begins with. The first value of a label is not known here. */
function initialOf({ label, choice, isMulti, initial }: BoardVariable): readonly string[] {
  if (initial.length > 0 || isMulti) return initial;
  if (choice.kind === "list") return choice.values.slice(0, 1).map(({ value }) => value);
  throw fail("BAD_VARIABLE", { detail: `${label}: choose one value` });
}

const KEPT = 200;
/**
 * Instructions of a compiled pattern. A short text can ask for 20,000 ("(a{0,100}){0,10}" some times over), and a match
 * takes as many steps for each character: seconds in which nobody else is served. A host name with its lengths has 650.
 */
const MOST_STEPS = 1_000;
const patterns = new Map<string, RE2JS | null>();

/** Linear in the text. `.` matches line breaks, as in matchers. */
function compiled(pattern: string): RE2JS | null {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const made = compile(pattern);
  if (patterns.size >= KEPT) patterns.clear();
  patterns.set(pattern, made);
  return made;
}

function compile(pattern: string): RE2JS | null {
  try {
    const made = RE2JS.compile(pattern, RE2JS.DOTALL);
    return made.programSize() <= MOST_STEPS ? made : null;
  } catch {
    return null;
  }
}
