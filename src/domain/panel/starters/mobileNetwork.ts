import {
  above,
  below,
  choose,
  DAY_MS,
  note,
  panelsOf,
  type PlannedPanel,
  type StarterPlan,
  type StarterSource,
} from "./StarterPlan.ts";

const CHOSEN = 'customer=~"$customer"';
const BOTH = `${CHOSEN}, direction=~"$direction"`;
const CALLS = `operator_voice_calls_total{${BOTH}}`;
const CONNECTED = `operator_voice_calls_total{${BOTH}, outcome!="failed"}`;
const TEXTS = `operator_sms_total{${BOTH}}`;
const DELIVERED = `operator_sms_total{${BOTH}, outcome="delivered"}`;
const SUBSCRIBERS = `operator_attached_subscribers{${CHOSEN}}`;

/** Calls that count as "now": long enough for a few hundred of the smallest customer's. */
const NOW = "[10m]";

/** The label's value in the words of the board, where the pattern matches. */
const inWords = (expr: string, label: string, [pattern, words]: readonly [pattern: string, words: string]) =>
  `label_replace(${expr}, "${label}", "${words}", "${label}", "${pattern}")`;

/** Customer care of whoever runs a mobile core for several operators: calls, text messages, subscribers, data. */
export const mobileNetwork: StarterPlan = {
  key: "mobile-network",
  metric: "operator_voice_calls_total",
  isOfDemo: true,
  make: (source) => ({
    board: {
      name: "Mobile network",
      description: "Can customers call, send messages and use data?",
      variables: [
        choose("customer", "Customer", {
          kind: "label",
          sourceId: source.id,
          label: "customer",
          selector: "operator_voice_calls_total",
        }),
        choose("direction", "Direction", {
          kind: "list",
          values: [
            { value: "incoming", words: "Incoming" },
            { value: "outgoing", words: "Outgoing" },
          ],
        }),
      ],
    },
    panels: [...numbers(source), advice, ...calls(source), ...lowerRow(source)],
  }),
};

const advice = note(
  "what-to-do",
  [3, 3],
  "Calls below normal for 15 minutes: look at “Failed calls”. If one customer stands out, tell them that it is known, and pass their name, the direction and the time at which it began to the network desk.",
);

function numbers(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(
      ["connected", "stat", [3, 3]],
      {
        name: "Calls connected",
        help: "Of 100 calls, how many reach the other phone, whether or not somebody answers.",
        unit: "percent",
        normal: "Normal is 97 % or more",
        compareMs: DAY_MS,
        thresholds: [
          below(90, "danger", "Call the network desk"),
          below(97, "warn", "Ask for help below 97 %"),
        ],
      },
      [`100 * sum(rate(${CONNECTED}${NOW})) / sum(rate(${CALLS}${NOW}))`],
    ),
    panel(
      ["delivered", "stat", [3, 3]],
      {
        name: "Text messages delivered",
        help: "Of 100 text messages, how many arrive.",
        unit: "percent",
        normal: "Normal is 98 % or more",
        compareMs: DAY_MS,
        thresholds: [
          below(95, "danger", "Call the network desk"),
          below(98, "warn", "Ask for help below 98 %"),
        ],
      },
      [`100 * sum(rate(${DELIVERED}${NOW})) / sum(rate(${TEXTS}${NOW}))`],
    ),
    panel(
      ["subscribers", "stat", [3, 3]],
      {
        name: "Subscribers online",
        help: "Phones that are connected to the network now.",
        unit: "plain",
        compareMs: 7 * DAY_MS,
      },
      [`sum(${SUBSCRIBERS})`],
    ),
  ];
}

function calls(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  const outcomes = inWords(`sum by (outcome) (rate(${CALLS}${NOW}))`, "outcome", ["no_answer", "no answer"]);
  return [
    panel(
      ["by-customer", "chart", [8, 6]],
      {
        name: "Calls connected, by customer",
        help: "Of 100 calls of each customer, how many reach the other phone. Below the dashed line something is wrong.",
        unit: "percent",
        thresholds: [below(97, "warn", "Ask for help below 97 %")],
      },
      [
        `100 * sum by (customer) (rate(${CONNECTED}${NOW})) / sum by (customer) (rate(${CALLS}${NOW}))`,
        "{{customer}}",
      ],
    ),
    panel(
      ["calls", "chart", [4, 6]],
      {
        name: "How calls end",
        help: "Calls per second, by how they ended.",
        unit: "persec",
        options: { draw: "stacked", isFromZero: true },
      },
      [outcomes, "{{outcome}}"],
    ),
  ];
}

function lowerRow(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  const carried = `8 * sum by (direction) (rate(operator_data_bytes_total{${CHOSEN}}${NOW}))`;
  const ways = inWords(inWords(carried, "direction", ["downlink", "Down"]), "direction", ["uplink", "Up"]);
  const failed = `sum by (customer, direction) (increase(operator_voice_calls_total{${BOTH}, outcome="failed"}[1h]))`;
  const lost = inWords(inWords(failed, "direction", ["incoming", "Incoming"]), "direction", [
    "outgoing",
    "Outgoing",
  ]);
  return [
    panel(
      ["data", "chart", [4, 6]],
      {
        name: "Data traffic",
        help: "What phones load (down) and send (up).",
        unit: "bps",
        options: { draw: "area", isFromZero: true },
      },
      [ways, "{{direction}}"],
    ),
    panel(
      ["failed", "table", [4, 6]],
      {
        name: "Failed calls, last hour",
        help: "Calls that did not reach the other phone within the last hour, for each customer and direction.",
        unit: "plain",
        thresholds: [above(500, "danger"), above(250, "warn")],
      },
      [`sort_desc(round(${lost}))`, "Failed"],
    ),
    panel(
      ["by-radio", "chart", [4, 6]],
      {
        name: "Subscribers online, by network",
        help: "Which network the phones are connected to.",
        unit: "plain",
        options: { draw: "area", isFromZero: true },
      },
      [inWords(`sum by (radio) (${SUBSCRIBERS})`, "radio", ["(.)g", "${1}G"]), "{{radio}}"],
    ),
  ];
}
