import { WeekProfile } from "../core/WeekProfile.ts";
import { BACKUP, bumps, incidentStarts, MEMORY_FILL, NIGHTLY, OUTAGE, PEOPLE, STEADY } from "./calendar.ts";
import type { ClusterNode } from "./nodes.ts";

/** How busy a node is, 0 to 1: CPU in use, time waiting for disks, memory in use, and traffic to disks and network. */
export interface NodeLoad {
  readonly cpu: WeekProfile;
  readonly wait: WeekProfile;
  readonly memory: WeekProfile;
  readonly disk: WeekProfile;
  readonly network: WeekProfile;
}

const searchBusy = bumps(0, { starts: incidentStarts("search"), peak: 0.17, shape: OUTAGE });
const checkoutBusy = bumps(0, { starts: incidentStarts("checkout"), peak: 0.05, shape: OUTAGE });

const loads = new Map<string, NodeLoad>();

export function loadOf(node: ClusterNode): NodeLoad {
  let load = loads.get(node.name);
  if (load === undefined) loads.set(node.name, (load = makeLoad(node)));
  return load;
}

function makeLoad(node: ClusterNode): NodeLoad {
  switch (node.role) {
    case "control-plane":
      return {
        cpu: WeekProfile.sum(PEOPLE.map(0.16, 0.05), BACKUP.map(0, 0.12)),
        wait: BACKUP.map(0.006, 0.17),
        memory: PEOPLE.map(0.46, 0.02),
        disk: BACKUP.map(0.25, 3.4),
        network: PEOPLE.map(0.3, 0.2),
      };
    case "worker":
      return workerLoad(node);
    case "gpu":
      return {
        cpu: PEOPLE.map(0.42, 0.04),
        wait: STEADY.map(0.008, 0),
        memory: PEOPLE.map(0.57, 0.03),
        disk: STEADY.map(0.9, 0),
        network: PEOPLE.map(0.9, 0.3),
      };
  }
}

function workerLoad(node: ClusterNode): NodeLoad {
  const searching = node.name === "worker-1" ? searchBusy.map(0, 0.1) : searchBusy;
  const nightly = node.name === "worker-2" ? NIGHTLY : NIGHTLY.map(0, 0.12);
  const memory = PEOPLE.map(0.36 + 0.03 * node.index, 0.06);
  return {
    cpu: WeekProfile.sum(
      PEOPLE.map(0.04 + 0.014 * node.index, 0.31 - 0.025 * node.index),
      searching,
      checkoutBusy,
      nightly.map(0, 0.34),
    ),
    wait: nightly.map(0.004, 0.09),
    memory: node.name === "worker-3" ? WeekProfile.sum(memory, MEMORY_FILL.map(0, 0.41)) : memory,
    disk: WeekProfile.sum(PEOPLE.map(0.2, 0.3), nightly.map(0, 2.6)),
    network: PEOPLE.map(0.05, 1),
  };
}
