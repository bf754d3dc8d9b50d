/** The only door to ECharts: what is registered here is all that is bundled. */
import { LineChart, type LineSeriesOption } from "echarts/charts";
import { GridComponent, type GridComponentOption, TooltipComponent, type TooltipComponentOption } from "echarts/components";
import { type ComposeOption, type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption>;
export type { EChartsType, LineSeriesOption };
export const createChart = (element: HTMLElement): EChartsType => init(element, null, { renderer: "svg" });
