/** A made-up shop with an incident, as the Explorer's server would tell of it: the same numbers at each run. */
import type {
  BurnRate,
  Chart,
  Deploy,
  FunctionDetail,
  FunctionList,
  FunctionSummary,
  Member,
  ObjectiveDetail,
  ObjectiveState,
  ObjectiveSummary,
  Status,
  TierStanding,
} from "../../../explorer/api.js";
import { day, formatDuration } from "../../../slo/duration.js";
import type { Sli } from "../../../slo/objective.js";
import { tiersOf } from "../../../slo/tiers.js";

export interface FunctionModel {
  readonly service: string;
  readonly function: string;
  readonly module: string;
  readonly objective?: string;
  /** Calls a second on an ordinary day. */
  readonly rate: number;
  /** The share of calls that fail when nothing is wrong. */
  readonly errors: number;
  /** Median duration in seconds. */
  readonly median: number;
  /** What the incident adds to the share that fails, and how much slower calls get. */
  readonly incident?: { readonly errors: number; readonly slower: number };
  readonly inFlight?: boolean;
  readonly calls?: readonly string[];
}

interface ObjectiveModel {
  readonly service: string;
  readonly name: string;
  readonly sli: Sli;
  readonly target: number;
  readonly threshold?: number;
  /** What the past of the period has spent already. */
  readonly spentBefore: number;
}

const shop = { service: "shop" } as const;

export const shopFunctions: readonly FunctionModel[] = [
  {
    ...shop,
    function: "POST /orders",
    module: "routes/orders",
    objective: "checkout",
    rate: 18,
    errors: 0.0001,
    median: 0.062,
    incident: { errors: 0.041, slower: 2.2 },
    inFlight: true,
    calls: ["Orders.place"],
  },
  {
    ...shop,
    function: "Orders.place",
    module: "orders/orders",
    objective: "checkout",
    rate: 18,
    errors: 0.0001,
    median: 0.055,
    incident: { errors: 0.041, slower: 2.2 },
    calls: ["chargeCard", "reserveStock", "sendConfirmation"],
  },
  {
    ...shop,
    function: "chargeCard",
    module: "orders/payment",
    objective: "checkout",
    rate: 18,
    errors: 0.0002,
    median: 0.031,
    incident: { errors: 0.046, slower: 3.1 },
    inFlight: true,
  },
  {
    ...shop,
    function: "reserveStock",
    module: "orders/stock",
    objective: "checkout",
    rate: 18,
    errors: 0,
    median: 0.004,
  },
  { ...shop, function: "sendConfirmation", module: "orders/mail", rate: 17.9, errors: 0.002, median: 0.12 },
  {
    ...shop,
    function: "GET /products",
    module: "routes/products",
    objective: "catalogue",
    rate: 164,
    errors: 0.00004,
    median: 0.012,
    inFlight: true,
    calls: ["Products.search"],
  },
  {
    ...shop,
    function: "GET /products/:id",
    module: "routes/products",
    objective: "catalogue",
    rate: 231,
    errors: 0.00002,
    median: 0.006,
    calls: ["Products.find"],
  },
  { ...shop, function: "Products.search", module: "catalogue/products", rate: 164, errors: 0, median: 0.009 },
  { ...shop, function: "Products.find", module: "catalogue/products", rate: 231, errors: 0, median: 0.0021 },
  { ...shop, function: "Cache.#load", module: "catalogue/cache", rate: 41, errors: 0.0004, median: 0.0007 },
  { ...shop, function: "GET /cart", module: "routes/cart", rate: 52, errors: 0.0001, median: 0.008 },
  { ...shop, function: "PUT /cart/items/:id", module: "routes/cart", rate: 24, errors: 0.0003, median: 0.011 },
  { ...shop, function: "priceOf", module: "catalogue/price", rate: 380, errors: 0, median: 0.00012 },
  {
    ...shop,
    function: "exportInvoices",
    module: "jobs/invoices",
    objective: "reports",
    rate: 0,
    errors: 0,
    median: 4.2,
  },
  {
    service: "accounts",
    function: "POST /sessions",
    module: "routes/sessions",
    objective: "sign-in",
    rate: 6.4,
    errors: 0.0021,
    median: 0.084,
  },
  {
    service: "accounts",
    function: "verifyPassword",
    module: "sessions/password",
    objective: "sign-in",
    rate: 6.4,
    errors: 0.0011,
    median: 0.071,
  },
  { service: "accounts", function: "GET /me", module: "routes/me", rate: 33, errors: 0.0001, median: 0.005 },
];

const objectives: readonly ObjectiveModel[] = [
  { service: "shop", name: "checkout", sli: "success_rate", target: 0.999, spentBefore: 0.31 },
  { service: "shop", name: "checkout", sli: "latency", target: 0.99, threshold: 0.25, spentBefore: 0.22 },
  { service: "shop", name: "catalogue", sli: "success_rate", target: 0.9995, spentBefore: 0.07 },
  { service: "shop", name: "catalogue", sli: "latency", target: 0.99, threshold: 0.1, spentBefore: 0.18 },
  { service: "shop", name: "reports", sli: "success_rate", target: 0.99, spentBefore: 0 },
  { service: "accounts", name: "sign-in", sli: "success_rate", target: 0.999, spentBefore: 1.05 },
];

const period = 30 * 86_400;
const incidentFor = 38 * 60;

/** The shop at a moment. */
export class Shop {
  constructor(
    readonly now: number,
    readonly functions: readonly FunctionModel[] = shopFunctions,
  ) {}

  status(): Status {
    return {
      source: {
        kind: "prometheus",
        targets: [{ url: "http://prometheus.shop.example:9090", state: "up", lastSuccess: this.now, problem: null }],
        hasRules: true,
      },
      now: this.now,
      dataSince: this.now - 61 * 86_400,
      resolution: 15,
      queryLink: "http://prometheus.shop.example:9090/graph?g0.tab=0&g0.expr=",
      version: "0.1.0",
    };
  }

  deploys(): readonly Deploy[] {
    return [
      { time: this.now - 9 * 86_400, service: "shop", version: "1.8.2", commit: "5f01ac2b9d7e" },
      { time: this.now - 5 * 3_600, service: "shop", version: "1.8.3", commit: "b7719e0c4a15" },
      { time: this.now - incidentFor - 90, service: "shop", version: "1.9.0", commit: "c20d4f81e6b3" },
    ];
  }

  objectives(): readonly ObjectiveSummary[] {
    const order: readonly ObjectiveState[] = ["exhausted", "burning", "at risk", "no data", "ok"];
    return objectives
      .map((objective) => this.summaryOf(objective))
      .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  }

  objective(service: string, name: string, sli: string, from: number, to: number): ObjectiveDetail | undefined {
    const model = objectives.find((one) => one.service === service && one.name === name && one.sli === sli);
    if (!model) return undefined;
    const summary = this.summaryOf(model);
    const times = timesOf(from, to);
    const errors = 'autometrics_objective_calls_total{result="error"}';
    return {
      summary,
      tiers: this.tiersOf(model),
      burnDown: {
        unit: "ratio",
        times: timesOf(this.now - period, this.now),
        lines: [
          {
            name: "left",
            values: timesOf(this.now - period, this.now).map((time) => this.budgetLeft(model, time)),
            promql: `1 - sum(increase(${errors}[30d])) / sum(increase(autometrics_objective_calls_total[30d])) / 0.001`,
          },
        ],
      },
      burnRates: {
        unit: "burn rate",
        times,
        lines: ["5m", "1h", "6h"].map((window) => ({
          name: window,
          values: times.map((time) => this.burnRate(model, time, secondsOf(window))),
          promql: `slo:sli_error:ratio_rate${window}{service_name="${service}",objective_name="${name}",sli="${sli}"} / on (service_name, objective_name, sli) slo:error_budget:ratio`,
        })),
      },
      ratio: chart("ratio", times, "good", (time) => invert(this.errorRatio(model, time, 300))),
      rate: chart("calls/s", times, "calls", (time) => this.rateOf(model, time)),
      members: this.members(model, from, to),
      deploys: this.deploys().filter((deploy) => deploy.service === service),
    };
  }

  functionList(from: number, to: number): FunctionList {
    const times = Array.from({ length: 40 }, (_, index) => from + ((to - from) * (index + 1)) / 40);
    return {
      functions: this.functions.map((one) => ({
        ...this.summary(one, from, to),
        sparkline: times.map((time) => (one.rate === 0 ? 0 : this.rate(one, time))),
      })),
      times,
      deploys: this.deploys(),
    };
  }

  function(service: string, name: string, module: string, from: number, to: number): FunctionDetail | undefined {
    const model = this.functions.find(
      (one) => one.service === service && one.function === name && one.module === module,
    );
    if (!model) return undefined;
    const times = timesOf(from, to);
    const labels = `function="${name}",module="${module}",service_name="${service}"`;
    const { sparkline, ...summary } = { ...this.summary(model, from, to), sparkline: undefined };
    const threshold = objectives.find((one) => one.name === model.objective && one.threshold !== undefined)?.threshold;
    return {
      summary,
      rate: chart(
        "calls/s",
        times,
        "calls",
        (time) => this.rate(model, time),
        `sum(rate(function_calls_total{${labels}}[1m]))`,
      ),
      errors: chart(
        "ratio",
        times,
        "errors",
        (time) => (model.rate === 0 ? null : this.errors(model, time)),
        `sum(rate(function_calls_total{${labels},result="error"}[1m])) / sum(rate(function_calls_total{${labels}}[1m]))`,
      ),
      latency: {
        unit: "seconds",
        times,
        lines: [0.5, 0.95, 0.99].map((quantile) => ({
          name: `p${quantile * 100}`,
          values: times.map((time) => this.latency(model, time, quantile)),
          promql: `histogram_quantile(${quantile}, sum by (le) (rate(function_calls_duration_seconds_bucket{${labels}}[1m])))`,
        })),
      },
      thresholds: threshold === undefined ? [] : [threshold],
      inFlight: model.inFlight
        ? chart("calls", times, "in flight", (time) =>
            Math.round(this.rate(model, time) * (this.latency(model, time, 0.5) ?? 0)),
          )
        : null,
      callers: this.neighbours((other) => other.calls?.includes(name) === true, to),
      callees: this.neighbours((other) => model.calls?.includes(other.function) === true, to),
      source: { place: `src/${module}.ts:42:3`, link: `vscode://file/home/ada/shop/src/${module}.ts:42:3` },
      deploys: this.deploys(),
    };
  }

  private summaryOf(model: ObjectiveModel): ObjectiveSummary {
    const calls = this.membersOf(model).reduce((sum, one) => sum + one.rate, 0) * period * 0.62;
    const left = calls === 0 ? null : this.budgetLeft(model, this.now);
    const burnRates: readonly BurnRate[] = ["5m", "1h", "6h"].map((window) => ({
      window,
      value: this.burnRate(model, this.now, secondsOf(window)),
    }));
    const tiers = this.tiersOf(model).filter(({ isOn }) => isOn);
    const hourly = burnRates[1]?.value ?? 0;
    const errors = left === null ? 0 : Math.round((1 - left) * (1 - model.target) * calls);
    return {
      service: model.service,
      objective: model.name,
      sli: model.sli,
      target: model.target,
      threshold: model.threshold ?? null,
      period,
      calls: Math.round(calls),
      errors,
      ratio: calls === 0 ? null : 1 - errors / calls,
      budgetLeft: left,
      exhaustedIn: left === null || left <= 0 || hourly < 0.01 ? null : (left * period) / hourly,
      burnRates,
      state: stateOf(left, tiers),
      alerts: tiers.map(({ tier, severity, long }) => ({
        name: `SLOBurnRate${tier[0]?.toUpperCase()}${tier.slice(1)}`,
        severity,
        since: this.now - (long.window === "1h" ? 1_360 : 610),
      })),
    };
  }

  private tiersOf(model: ObjectiveModel): readonly TierStanding[] {
    return tiersOf(30 * day).map(({ name, severity, long, short, factor }) => {
      const burn = (window: number): BurnRate => ({
        window: formatDuration(window),
        value: this.burnRate(model, this.now, window / 1000),
      });
      const standing = { tier: name, severity, long: burn(long), short: burn(short), factor };
      return { ...standing, isOn: [standing.long, standing.short].every(({ value }) => (value ?? 0) > factor) };
    });
  }

  private members(model: ObjectiveModel, from: number, to: number): readonly Member[] {
    const counted = this.membersOf(model).map(({ service, function: name, module, ...one }) => {
      const calls = Math.round(one.rate * (to - from));
      const share = this.shareOver({ service, function: name, module, ...one }, model, from, to);
      return { service, function: name, module, calls, errors: Math.round(calls * share) };
    });
    const all = counted.reduce((sum, { errors }) => sum + errors, 0);
    return counted
      .map((one) => ({ ...one, shareOfErrors: all === 0 ? null : one.errors / all }))
      .toSorted((one, other) => other.errors - one.errors);
  }

  private membersOf({ service, name }: ObjectiveModel): readonly FunctionModel[] {
    return this.functions.filter((one) => one.service === service && one.objective === name);
  }

  private summary(one: FunctionModel, from: number, to: number): Omit<FunctionSummary, "sparkline"> {
    const { service, function: name, module } = one;
    const isCalled = one.rate > 0;
    return {
      service,
      function: name,
      module,
      objectives: one.objective ? [one.objective] : [],
      rate: isCalled ? this.rate(one, to) : 0,
      errorRatio: isCalled ? mean(timesOf(from, to).map((time) => this.errors(one, time))) : null,
      p50: this.latency(one, to, 0.5),
      p95: this.latency(one, to, 0.95),
      p99: this.latency(one, to, 0.99),
      inFlight: one.inFlight ? Math.round(one.rate * one.median * 1.4) : null,
    };
  }

  private neighbours(isOne: (other: FunctionModel) => boolean, time: number) {
    return this.functions.filter(isOne).map((one) => ({
      function: one.function,
      module: one.module,
      rate: this.rate(one, time),
      errorRatio: this.errors(one, time),
    }));
  }

  private rate(one: FunctionModel, time: number): number {
    const ofDay = 1 + 0.25 * Math.sin(((time % 86_400) / 86_400) * 2 * Math.PI - 1.2);
    return one.rate * ofDay * (1 + 0.07 * noise(one.function, time));
  }

  private errors(one: FunctionModel, time: number): number {
    const usual = one.errors * (1 + 0.9 * noise(one.module, time));
    const added = (one.incident?.errors ?? 0) * this.incidentAt(time) * (1 + 0.18 * noise(one.function, time));
    return Math.max(0, usual + added);
  }

  private latency(one: FunctionModel, time: number, quantile: number): number | null {
    if (one.rate === 0) return null;
    const tail = { 0.5: 1, 0.95: 2.6, 0.99: 4.1 }[quantile] ?? 1;
    const slower = 1 + ((one.incident?.slower ?? 1) - 1) * this.incidentAt(time) * (quantile === 0.5 ? 0.3 : 1);
    return one.median * tail * slower * (1 + 0.08 * noise(`${one.function}${quantile}`, time));
  }

  /** From 0 to 1 within three minutes. */
  private incidentAt(time: number): number {
    const since = time - (this.now - incidentFor);
    return Math.min(Math.max(since / 180, 0), 1);
  }

  private shareOver(one: FunctionModel, model: ObjectiveModel, from: number, to: number): number {
    const share = (time: number) =>
      model.sli === "success_rate"
        ? this.errors(one, time)
        : 0.0011 + (one.incident ? 0.045 : 0) * this.incidentAt(time);
    return mean(Array.from({ length: 24 }, (_, index) => share(from + ((to - from) * (index + 0.5)) / 24)));
  }

  private errorRatio(model: ObjectiveModel, time: number, window: number): number | null {
    const members = this.membersOf(model).filter(({ rate }) => rate > 0);
    const calls = members.reduce((sum, { rate }) => sum + rate, 0);
    if (calls === 0) return null;
    return members.reduce((sum, one) => sum + (one.rate * this.shareOver(one, model, time - window, time)) / calls, 0);
  }

  private burnRate(model: ObjectiveModel, time: number, window: number): number | null {
    const ratio = this.errorRatio(model, time, window);
    return ratio === null ? null : ratio / (1 - model.target);
  }

  private rateOf(model: ObjectiveModel, time: number): number {
    return this.membersOf(model).reduce((sum, one) => sum + this.rate(one, time), 0);
  }

  private budgetLeft(model: ObjectiveModel, time: number): number | null {
    if (this.membersOf(model).every(({ rate }) => rate === 0)) return null;
    const passed = (time - (this.now - period)) / period;
    // The past in four uneven steps.
    const steps = [0.12, 0.37, 0.55, 0.81].map((at) => Math.min(Math.max((passed - at) / 0.02, 0), 1));
    const spent = model.spentBefore * (0.3 * passed + 0.7 * mean(steps));
    const since = Math.max(0, time - (this.now - incidentFor));
    const incident = since > 0 ? ((this.burnRate(model, time, since) ?? 0) * since * 1.2) / period : 0;
    return 1 - spent - incident;
  }
}

function stateOf(left: number | null, tiers: readonly TierStanding[]): ObjectiveState {
  if (left === null) return "no data";
  if (left <= 0) return "exhausted";
  if (tiers.some(({ severity }) => severity === "page")) return "burning";
  return tiers.length > 0 ? "at risk" : "ok";
}

function chart(
  unit: Chart["unit"],
  times: readonly number[],
  name: string,
  at: (time: number) => number | null,
  promql = "slo:sli_error:ratio_rate5m",
): Chart {
  return { unit, times, lines: [{ name, values: times.map(at), promql }] };
}

function timesOf(from: number, to: number): readonly number[] {
  return Array.from({ length: 121 }, (_, index) => Math.round(from + ((to - from) * index) / 120));
}

function secondsOf(window: string): number {
  return Number.parseInt(window, 10) * (window.endsWith("m") ? 60 : 3_600);
}

function invert(ratio: number | null): number | null {
  return ratio === null ? null : 1 - ratio;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

/** Between -1 and 1, the same for the same name and time. */
function noise(name: string, time: number): number {
  let hash = Math.round(time) | 0;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x9e3779b1);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 31 - 1;
}
