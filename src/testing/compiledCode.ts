import path from "node:path";

/** As `npm start` sets it: most of a start is reading the code, and tests start the product a hundred times. */
export const COMPILED_CODE = {
  NODE_COMPILE_CACHE: path.resolve(import.meta.dirname, "../../node_modules/.cache/sightglass"),
};
