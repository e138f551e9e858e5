/** Panels as both dashboards have them: tiles, charts, tables. */

import { dataSource } from "./board.js";
import {
  ChartBuilder,
  DashboardLinkBuilder,
  DataqueryBuilder,
  type DynamicConfigValue,
  GraphDrawStyle,
  GraphThresholdsStyleMode,
  HeatmapBuilder,
  HeatmapColorOptionsBuilder,
  LegendDisplayMode,
  LegendPlacement,
  PromQueryFormat,
  ReduceDataOptionsBuilder,
  SortOrder,
  StatBuilder,
  TableBuilder,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
  YAxisConfigBuilder,
} from "./sdk.js";

export interface About {
  readonly title: string;
  /** Shown behind the title's mark. */
  readonly description: string;
  /** Of 24 columns. */
  readonly width: number;
}

/** Units of Grafana. */
export type Unit = "short" | "percentunit" | "s" | "reqps";

export interface Link {
  readonly title: string;
  readonly url: string;
}

export interface Tile extends About {
  readonly expr: string;
  readonly unit?: Unit;
  /** From which values on it has which colour. */
  readonly colors?: readonly Threshold[];
  /** Said where there is no value. */
  readonly nothing?: string;
}

/** The value at the end of the time shown. */
export function tile({ title, description, width, expr, unit = "short", colors, nothing = "–" }: Tile): StatBuilder {
  return new StatBuilder()
    .title(title)
    .description(description)
    .datasource(dataSource)
    .span(width)
    .height(4)
    .unit(unit)
    .noValue(nothing)
    .thresholds(thresholds(colors ?? [{ value: null, color: "text" }]))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .withTarget(new DataqueryBuilder().refId("value").datasource(dataSource).expr(expr).instant());
}

export interface Line {
  readonly refId: string;
  readonly expr: string;
  /** With labels as `{{service_name}}`. */
  readonly legend: string;
  /** A line that the others are compared with: dashed and red, and not in the legend. */
  readonly isLimit?: boolean;
}

export interface Chart extends About {
  readonly lines: readonly Line[];
  readonly unit: Unit;
  readonly min?: number;
  readonly max?: number;
  /** How far back it looks, whatever the dashboard's time: `30d`. */
  readonly range?: string;
  readonly colors?: readonly Threshold[];
  readonly links?: readonly Link[];
}

export function chart({
  title,
  description,
  width,
  lines,
  unit,
  min,
  max,
  range,
  colors,
  links = [],
}: Chart): ChartBuilder {
  const builder = new ChartBuilder()
    .title(title)
    .description(description)
    .datasource(dataSource)
    .span(width)
    .height(8)
    .unit(unit)
    .drawStyle(GraphDrawStyle.Line)
    .fillOpacity(0)
    .showPoints(VisibilityMode.Never)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .dataLinks(links.map(dataLink));
  if (min !== undefined) builder.min(min);
  if (max !== undefined) builder.max(max);
  if (range !== undefined) builder.timeFrom(range);
  if (colors !== undefined)
    builder
      .thresholds(thresholds(colors))
      .thresholdsStyle({ build: () => ({ mode: GraphThresholdsStyleMode.LineAndArea }) });
  for (const { refId, expr, legend, isLimit } of lines) {
    builder.withTarget(
      new DataqueryBuilder().refId(refId).datasource(dataSource).expr(expr).range().legendFormat(legend),
    );
    if (isLimit) builder.overrideByQuery(refId, limit);
  }
  return builder;
}

const limit: DynamicConfigValue[] = [
  { id: "color", value: { mode: "fixed", fixedColor: "red" } },
  { id: "custom.lineStyle", value: { fill: "dash", dash: [8, 8] } },
  { id: "custom.hideFrom", value: { legend: true, tooltip: false, viz: false } },
];

export interface Heatmap extends About {
  /** One series for each `le`. */
  readonly expr: string;
}

export function heatmap({ title, description, width, expr }: Heatmap): HeatmapBuilder {
  return new HeatmapBuilder()
    .title(title)
    .description(description)
    .datasource(dataSource)
    .span(width)
    .height(8)
    .unit("short")
    .calculate(false)
    .color(new HeatmapColorOptionsBuilder().scheme("Oranges").exponent(0.5).steps(64))
    .yAxis(new YAxisConfigBuilder().unit("s"))
    .mode(TooltipDisplayMode.Single)
    .showLegend()
    .withTarget(
      new DataqueryBuilder()
        .refId("buckets")
        .datasource(dataSource)
        .expr(expr)
        .range()
        .format(PromQueryFormat.Heatmap)
        .legendFormat("{{le}}"),
    );
}

/** A column is a label of the queries' series, or the value of one of the queries. */
export type Column = LabelColumn | ValueColumn;

interface LabelColumn {
  readonly title: string;
  readonly label: string;
}

interface ValueColumn {
  readonly title: string;
  readonly refId: string;
  readonly expr: string;
  /** Without it, what the query finds shows in its labels alone. */
  readonly unit?: Unit;
  readonly properties?: readonly DynamicConfigValue[];
}

export interface Table extends About {
  readonly height: number;
  /** Rows are joined where all the labels are the same that all of the queries have. */
  readonly columns: readonly Column[];
  readonly sortBy: { readonly title: string; readonly desc: boolean };
  /** Their URLs name columns by their titles. */
  readonly links: readonly Link[];
}

export function table({ title, description, width, height, columns, sortBy, links }: Table): TableBuilder {
  const values = columns.filter((column) => "expr" in column);
  const builder = new TableBuilder()
    .title(title)
    .description(description)
    .datasource(dataSource)
    .span(width)
    .height(height)
    .dataLinks(links.map(dataLink))
    .sortBy([{ build: () => ({ displayName: sortBy.title, desc: sortBy.desc }) }]);
  for (const { refId, expr } of values) {
    builder.withTarget(
      new DataqueryBuilder().refId(refId).datasource(dataSource).expr(expr).instant().format(PromQueryFormat.Table),
    );
  }
  const fields = columns.map((column) => ({ ...column, field: fieldOf(column, values.length) }));
  builder.withTransformation({ id: "merge", options: {} }).withTransformation({
    id: "organize",
    options: {
      excludeByName: Object.fromEntries([["Time", true], ...fields.filter(isHidden).map(({ field }) => [field, true])]),
      indexByName: Object.fromEntries(fields.map(({ field }, index) => [field, index])),
      renameByName: Object.fromEntries(fields.map(({ field, title }) => [field, title])),
    },
  });
  for (const { title, unit, properties = [] } of values) {
    if (unit !== undefined) builder.overrideByName(title, [{ id: "unit", value: unit }, ...properties]);
  }
  return builder;
}

function isHidden(column: Column): boolean {
  return "expr" in column && column.unit === undefined;
}

/** As Grafana names the fields of tables that come from Prometheus. */
function fieldOf(column: Column, queries: number): string {
  if ("label" in column) return column.label;
  return queries === 1 ? "Value" : `Value #${column.refId}`;
}

function dataLink({ title, url }: Link): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).url(url);
}

function thresholds(steps: readonly Threshold[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([...steps]);
}
