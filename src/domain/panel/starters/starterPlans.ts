import { apiServer } from "./apiServer.ts";
import { gpus } from "./gpus.ts";
import { ingress } from "./ingress.ts";
import { mobileNetwork } from "./mobileNetwork.ts";
import { nodes } from "./nodes.ts";
import { shopHealth } from "./shopHealth.ts";
import type { StarterPlan } from "./StarterPlan.ts";

/** Every board that comes with Sightglass, in the order of the list. */
export const starterPlans: readonly StarterPlan[] = [
  shopHealth,
  mobileNetwork,
  nodes,
  gpus,
  apiServer,
  ingress,
];
