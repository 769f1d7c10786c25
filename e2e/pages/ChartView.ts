import type { Locator, Page } from "@playwright/test";

/** What a test sees of a chart: its ticks, its pixels, its tooltip. */
export class ChartView {
  readonly page: Page;
  readonly figure: Locator;

  constructor(page: Page, name = "Chart") {
    this.page = page;
    this.figure = page.getByRole("figure", { name, exact: true });
  }

  get tip(): Locator {
    return this.figure.locator(".sg-tip");
  }
  get tipRows(): Locator {
    return this.figure.locator(".sg-tip-row:not([hidden])");
  }
  get crosshair(): Locator {
    return this.figure.locator(".sg-crosshair");
  }

  /** Texts of the value axis, then of the time axis. */
  async ticks(): Promise<readonly string[]> {
    return this.figure.locator(".sg-tick").allTextContents();
  }

  /** The plot area in the window: between the ends of the grid lines. */
  plot(): Promise<{ left: number; right: number; top: number; bottom: number }> {
    return this.figure.evaluate((figure) => {
      const boxes = [...figure.querySelectorAll(".sg-grid, .sg-baseline")].map((one) =>
        one.getBoundingClientRect(),
      );
      return {
        left: Math.min(...boxes.map((box) => box.left)),
        right: Math.max(...boxes.map((box) => box.right)),
        top: Math.min(...boxes.map((box) => box.top)),
        bottom: Math.max(...boxes.map((box) => box.bottom)),
      };
    });
  }

  /** Moves the mouse to a share of the plot: 0, 0 is its upper left corner. */
  async point(x: number, y: number): Promise<void> {
    const { left, right, top, bottom } = await this.plot();
    await this.page.mouse.move(left + (right - left) * x, top + (bottom - top) * y);
  }

  async click(x: number, y: number): Promise<void> {
    await this.point(x, y);
    await this.page.mouse.down();
    await this.page.mouse.up();
  }

  /** Heights (device pixels) that are painted in the column at a share of the plot's width. */
  async paintedAt(x: number): Promise<readonly number[]> {
    const { left, right } = await this.plot();
    return this.figure.evaluate(
      (figure, clientX) => {
        const canvas = figure.querySelector<HTMLCanvasElement>(".sg-canvas");
        const context = canvas?.getContext("2d");
        if (!canvas || !context) return [];
        const box = canvas.getBoundingClientRect();
        const column = Math.round(((clientX - box.left) * canvas.width) / box.width);
        const { data } = context.getImageData(column, 0, 1, canvas.height);
        return Array.from({ length: canvas.height }, (_, y) => y).filter((y) => (data[y * 4 + 3] ?? 0) > 40);
      },
      left + (right - left) * x,
    );
  }

  /** The picture, to compare with another. */
  picture(): Promise<string> {
    return this.figure.evaluate(
      (figure) => figure.querySelector<HTMLCanvasElement>(".sg-canvas")?.toDataURL() ?? "",
    );
  }
}
