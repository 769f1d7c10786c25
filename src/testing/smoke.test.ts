import { it, expect } from "vitest";
import { problem } from "../domain/problem/Problem.ts";
it("works", () => { expect(problem("NOT_FOUND").hint).toBeDefined(); });
