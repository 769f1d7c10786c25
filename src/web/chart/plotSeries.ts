import { drawnSeries } from "./chartSeries.ts";
import { chartSummary } from "./chartSummary.ts";
import type { ChartContent } from "./ChartTypes.ts";
import { createView } from "./chartView.ts";
import { paintCanvas } from "./paintCanvas.ts";
import { layoutPicture } from "./picture.ts";
import type { Plotted, PlotInput } from "./PlotEngine.ts";
import { measureLabel } from "./textMeasure.ts";

/** Lays out series over time. */
export function plotSeries(content: ChartContent, { size, colors, minLeft, density }: PlotInput): Plotted {
  const { drawn } = drawnSeries(content);
  const measure = measureLabel(colors.fonts.sans);
  const picture = layoutPicture({ content, series: drawn, size, minLeft, measure });
  return {
    view: createView({ content, picture, colors, density }),
    data: content.layers.length > 0 ? content.layers : null,
    paint: (canvas) => paintCanvas(canvas, { picture, colors, density, draw: content.draw }),
    summary: () => chartSummary(content, picture),
  };
}
