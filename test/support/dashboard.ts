/** Grafana's dashboards as far as tests look into them, and what Grafana puts in the place of variables. */
export interface DashboardModel {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly tags: readonly string[];
  readonly links: readonly { readonly tags: readonly string[] }[];
  readonly templating: { readonly list: readonly VariableModel[] };
  readonly annotations: {
    readonly list: readonly { readonly name: string; readonly expr: string; readonly datasource: object }[];
  };
  readonly panels: readonly PanelModel[];
}

export interface VariableModel {
  readonly name: string;
  readonly type: string;
  readonly datasource?: object;
  readonly query: string | { readonly query: string };
  readonly allValue?: string;
  readonly current: { readonly text: string | readonly string[]; readonly value: string | readonly string[] };
}

export interface PanelModel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: object;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly TargetModel[];
  readonly transformations?: readonly { readonly options: { readonly renameByName?: Record<string, string> } }[];
  readonly options?: { readonly sortBy?: readonly { readonly displayName: string }[] };
  readonly fieldConfig: {
    readonly defaults: { readonly links?: readonly { readonly url: string }[] };
    readonly overrides: readonly { readonly matcher: { readonly options: string } }[];
  };
}

export interface TargetModel {
  readonly refId: string;
  readonly expr: string;
  readonly instant: boolean;
  readonly range: boolean;
  readonly datasource: object;
}

export function targetsOf({ targets = [] }: PanelModel): readonly TargetModel[] {
  return targets;
}

/** Everything in which variables of the dashboard stand. */
export function expressionsOf({ panels, annotations, templating }: DashboardModel): string[] {
  return [
    ...panels.flatMap(targetsOf).map(({ expr }) => expr),
    ...annotations.list.map(({ expr }) => expr),
    ...templating.list.map(({ query }) => (typeof query === "string" ? query : query.query)),
  ];
}

/** Not Grafana's own, which begin with two underscores, and not the groups of `label_replace`. */
export function variablesIn(expression: string): string[] {
  return [...expression.matchAll(/\$\{?([a-z]\w*)/g)].map(([, name = ""]) => name);
}

/** As Grafana does before it asks Prometheus. */
export function substituted(expression: string, values: Readonly<Record<string, string>>): string {
  return expression.replace(/\$(?:\{(\w+)\}|([a-z_]\w*))/g, (all, braced, plain) => values[braced ?? plain] ?? all);
}

/** The text of a variable that may have several values: a regular expression, within a string of PromQL. */
export function anyOf(values: readonly string[]): string {
  const escaped = values.map((value) => value.replace(/\\/g, "\\\\\\\\").replace(/[$^*{}[\]'+?.()|]/g, "\\\\$&"));
  return escaped.length === 1 ? (escaped[0] ?? "") : `(${escaped.join("|")})`;
}
