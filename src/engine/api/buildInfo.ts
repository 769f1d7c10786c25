/** The version of Prometheus whose language and answers the engine has, for clients that ask for it. */
export const buildInfo = {
  version: "3.15.0",
  revision: "sightglass-engine",
  branch: "embedded",
  buildUser: "",
  buildDate: "",
  goVersion: "",
} as const;
