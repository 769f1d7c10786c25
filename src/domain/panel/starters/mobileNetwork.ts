import {
  below,
  choose,
  DAY_MS,
  note,
  panelsOf,
  type PlannedPanel,
  type StarterPlan,
  type StarterSource,
} from "./StarterPlan.ts";

const CALLS = 'operator_voice_calls_total{direction=~"$direction"}';
const CONNECTED = 'operator_voice_calls_total{direction=~"$direction", outcome!="failed"}';
const TEXTS = 'operator_sms_total{direction=~"$direction"}';
const DELIVERED = 'operator_sms_total{direction=~"$direction", outcome="delivered"}';

/** A mobile operator's customer care: calls, text messages, subscribers. */
export const mobileNetwork: StarterPlan = {
  key: "mobile-network",
  metric: "operator_voice_calls_total",
  isOfDemo: true,
  make: (source) => ({
    board: {
      name: "Mobile network",
      description: "Can customers call, send messages and use data?",
      variables: [
        choose("direction", "Direction", {
          kind: "list",
          values: [
            { value: "incoming", words: "Incoming" },
            { value: "outgoing", words: "Outgoing" },
          ],
        }),
      ],
    },
    panels: [...numbers(source), advice, ...charts(source)],
  }),
};

const advice = note(
  "what-to-do",
  [3, 3],
  "Calls below normal for 15 minutes: tell the customer that it is known and that it is being worked on. Pass the time at which it began to the network desk.",
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
      [`100 * sum(rate(${CONNECTED}[15m])) / sum(rate(${CALLS}[15m]))`],
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
      [`100 * sum(rate(${DELIVERED}[15m])) / sum(rate(${TEXTS}[15m]))`],
    ),
    panel(
      ["subscribers", "stat", [3, 3]],
      {
        name: "Subscribers online",
        help: "Phones that are connected to the network now.",
        unit: "plain",
        compareMs: 7 * DAY_MS,
      },
      ["sum(operator_attached_subscribers)"],
    ),
  ];
}

function charts(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(
      ["calls", "chart", [6, 6]],
      {
        name: "How calls end",
        help: "Calls per second, by how they ended.",
        unit: "persec",
        options: { draw: "stacked", isFromZero: true },
      },
      [`sum by (outcome) (rate(${CALLS}[15m]))`, "{{outcome}}"],
    ),
    panel(
      ["by-radio", "chart", [6, 6]],
      {
        name: "Subscribers online, by network",
        unit: "plain",
        options: { draw: "area", isFromZero: true },
      },
      ["sum by (radio) (operator_attached_subscribers)", "{{radio}}"],
    ),
  ];
}
