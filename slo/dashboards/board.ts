/** What the dashboards have in common: the data source, links to each other, deploys, and how panels are laid out. */
import {
  type AnnotationQuery,
  AnnotationQueryBuilder,
  type Builder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type DataSourceRef,
  DatasourceVariableBuilder,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "./sdk.js";

export interface DashboardSettings {
  /** What the rules' error budget is for, in milliseconds. */
  readonly period: number;
  /** The name or the uid of the data source that is chosen at first; without it, Grafana's default one. */
  readonly dataSource?: string | undefined;
}

/** Never changes: links and bookmarks have it in their URLs, and an import replaces what has it. */
export const uids = { slo: "ts-autometrics-slo", functions: "ts-autometrics-functions" } as const;

export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** How far back it looks at first: `24h`. */
  readonly range: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly annotations: readonly Annotation[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly panels: readonly PanelBuilder[];
}

/** Of any type of panel. */
export interface PanelBuilder extends Builder<Panel> {
  id(id: number): PanelBuilder;
}

export interface Annotation {
  readonly name: string;
  readonly color: string;
  /** Each series is marked where its value is over 0. */
  readonly expr: string;
  readonly title: string;
  readonly text: string;
}

export const dataSource: DataSourceRef = { type: "prometheus", uid: `\${datasource}` };

/** The version that Grafana 10.0 writes. Later ones bring it up to date when they read it. */
const schemaVersion = 38;
const tag = "ts-autometrics";

export function dashboardOf(board: Board, settings: DashboardSettings): Dashboard {
  const builder = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.description)
    .tags([tag])
    .time({ from: `now-${board.range}`, to: "now" })
    .refresh("1m")
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([dataSourceVariable(settings), ...board.variables])
    .annotations(board.annotations.map(annotationOf))
    .link(toEachOther());
  let id = 0;
  for (const { title, panels } of board.sections) {
    id += 1;
    builder.withRow(new RowBuilder(title).id(id));
    for (const panel of panels) {
      id += 1;
      builder.withPanel(panel.id(id));
    }
  }
  return { ...builder.build(), schemaVersion };
}

function dataSourceVariable({ dataSource = "default" }: DashboardSettings): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder("datasource")
    .label("Data source")
    .type("prometheus")
    .current({ selected: true, text: dataSource, value: dataSource });
}

export interface LabelVariable {
  readonly name: string;
  readonly title: string;
  /** The series that are asked for the label, as a selector. */
  readonly of: string;
  readonly label: string;
  /** The expression that all of them together are; without it, each of them is in the queries. */
  readonly all?: string;
}

/** Offers the values of a label, any number of them. */
export function labelVariable({ name, title, of, label, all }: LabelVariable): QueryVariableBuilder {
  const variable = new QueryVariableBuilder(name)
    .label(title)
    .datasource(dataSource)
    .query({ query: `label_values(${of}, ${label})`, refId: "PrometheusVariableQueryEditor-VariableQuery" })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: ["All"], value: ["$__all"] });
  return all === undefined ? variable : variable.allValue(all);
}

/** One link for each dashboard with the tag. What is chosen here is chosen there, where the variables have one name. */
function toEachOther(): DashboardLinkBuilder {
  return new DashboardLinkBuilder("ts-autometrics")
    .type(DashboardLinkType.Dashboards)
    .tags([tag])
    .includeVars(true)
    .keepTime(true);
}

function annotationOf({ name, color, expr, title, text }: Annotation): Builder<AnnotationQuery> {
  const query = new AnnotationQueryBuilder()
    .name(name)
    .datasource(dataSource)
    .enable(true)
    .iconColor(color)
    .expr(expr)
    .build();
  // What is Prometheus' own in an annotation, the SDK does not know.
  return { build: () => Object.assign(query, { step: "60s", titleFormat: title, textFormat: text }) };
}

/** A version that runs, and did not in the five minutes before: a restart is no deploy, and a rollback is one. */
export const deploys: Annotation = {
  name: "Deploys",
  color: "blue",
  expr: [
    'group by (service_name, version, commit) (build_info{service_name=~"$service"})',
    "unless",
    'group by (service_name, version, commit) (last_over_time(build_info{service_name=~"$service"}[5m] offset $__interval))',
  ].join("\n"),
  title: "{{service_name}} {{version}}",
  text: "{{commit}}",
};
