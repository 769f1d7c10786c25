/**
 * The nest of containers of a query answer that is read while it streams. Everything else is taken as one whole
 * value: `{"status","data":{"resultType","result":[{"metric","values":[…],"histograms":[…]}]}}`.
 */
export const BodyFrame = {
  root: 0,
  envelope: 1,
  data: 2,
  result: 3,
  series: 4,
  values: 5,
  histograms: 6,
} as const;

export type BodyFrame = (typeof BodyFrame)[keyof typeof BodyFrame];

const OBJECT = 123;
const ARRAY = 91;

interface FrameShape {
  readonly parent: BodyFrame;
  /** The member of the parent it is the value of; "" in an array or at the root. */
  readonly key: string;
  readonly opener: number;
  readonly isStreamedOnlyOnGrid?: true;
}

const SHAPES: readonly FrameShape[] = [
  { parent: BodyFrame.root, key: "", opener: 0 },
  { parent: BodyFrame.root, key: "", opener: OBJECT },
  { parent: BodyFrame.envelope, key: "data", opener: OBJECT },
  { parent: BodyFrame.data, key: "result", opener: ARRAY },
  { parent: BodyFrame.result, key: "", opener: OBJECT },
  { parent: BodyFrame.series, key: "values", opener: ARRAY, isStreamedOnlyOnGrid: true },
  { parent: BodyFrame.series, key: "histograms", opener: ARRAY, isStreamedOnlyOnGrid: true },
];

const shapeOf = (frame: BodyFrame): FrameShape => SHAPES[frame] as FrameShape;

export const parentOf = (frame: BodyFrame): BodyFrame => shapeOf(frame).parent;
export const isObjectFrame = (frame: BodyFrame): boolean => shapeOf(frame).opener === OBJECT;
/** `}` and `]` stand two places after `{` and `[` in ASCII. */
export const closerOf = (frame: BodyFrame): number => shapeOf(frame).opener + 2;

/** The container that opens here, or `undefined` where the value is taken whole. */
export function childFrame(
  parent: BodyFrame,
  value: { key: string; opener: number; hasGrid: boolean },
): BodyFrame | undefined {
  const index = SHAPES.findIndex(
    (shape, i) =>
      i > 0 && shape.parent === parent && shape.key === value.key && shape.opener === value.opener,
  );
  if (index < 0 || (shapeOf(index as BodyFrame).isStreamedOnlyOnGrid && !value.hasGrid)) return undefined;
  return index as BodyFrame;
}
