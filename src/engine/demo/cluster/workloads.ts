import { OTHERS, SYSTEM } from "./otherWorkloads.ts";
import { SHOP } from "./shopWorkloads.ts";
import type { Workload } from "./Workload.ts";

/** Everything that runs in the cluster. */
export const WORKLOADS: readonly Workload[] = [...SHOP, ...OTHERS, ...SYSTEM];
