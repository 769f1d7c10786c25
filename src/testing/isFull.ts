/** Whether this is `npm run test:full`, which tries thousands where `npm test` tries a few. */
export const isFull = process.env["SIGHTGLASS_TEST_FULL"] === "1";
