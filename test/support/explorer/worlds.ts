/** What the fake server may tell: the shop, and what is at the edges. */
import type { FunctionDetail, FunctionList, ObjectiveDetail, Status, Target } from "../../../explorer/api.js";
import type { Answers } from "./fakeServer.js";
import { type FunctionModel, Shop, shopFunctions } from "./shop.js";

/** A shop with an incident that began 38 minutes ago. */
export function shopAnswers(now = () => Date.now() / 1000, functions?: readonly FunctionModel[]): Answers {
  const shop = () => new Shop(Math.floor(now()), functions);
  const bounds = (query: URLSearchParams) => [Number(query.get("from")), Number(query.get("to"))] as const;
  const text = (query: URLSearchParams, name: string) => query.get(name) ?? "";
  return {
    status: () => shop().status(),
    objectives: () => ({ objectives: shop().objectives() }),
    objective: (query) =>
      shop().objective(text(query, "service"), text(query, "objective"), text(query, "sli"), ...bounds(query)),
    functions: (query) => shop().functionList(...bounds(query)),
    function: (query) =>
      shop().function(text(query, "service"), text(query, "function"), text(query, "module"), ...bounds(query)),
  };
}

export function manyFunctions(count: number): readonly FunctionModel[] {
  return Array.from({ length: count }, (_, index) => {
    // There is an element at every index below the length.
    const model = shopFunctions[index % shopFunctions.length] as FunctionModel;
    const copy = Math.floor(index / shopFunctions.length);
    return copy === 0 ? model : { ...model, module: `${model.module}/part${copy}`, rate: model.rate / copy };
  });
}

const hostileText = `"><img src=x onerror="window.wasAttacked=true"><script>window.wasAttacked=true</script>`;

/** Labels that would be markup, were they not text. */
export function hostileAnswers(): Answers {
  const model: FunctionModel = {
    service: hostileText,
    function: `fn ${hostileText}`,
    module: `javascript:window.wasAttacked=true//${hostileText}`,
    objective: `obj ${hostileText}`,
    rate: 3,
    errors: 0.01,
    median: 0.01,
    inFlight: true,
  };
  const answers = shopAnswers(undefined, [model]);
  const deploy = { time: Date.now() / 1000 - 600, service: hostileText, version: hostileText, commit: hostileText };
  return {
    ...answers,
    status: () => ({ ...answers.status(), queryLink: "javascript:window.wasAttacked=true//" }),
    function: (query) => {
      const detail = answers.function(query);
      return (
        detail && {
          ...detail,
          source: { place: hostileText, link: "javascript:window.wasAttacked=true" },
          deploys: [deploy],
          rate: {
            ...detail.rate,
            lines: detail.rate.lines.map((line) => ({ ...line, name: hostileText, promql: hostileText })),
          },
        }
      );
    },
    functions: (query) => ({ ...answers.functions(query), deploys: [deploy] }),
  };
}

/** An application that is scraped by the Explorer itself. */
export function applicationStatus(target: Partial<Target>): Status {
  const now = Date.now() / 1000;
  return {
    source: {
      kind: "application",
      targets: [{ url: "http://localhost:3000/metrics", state: "up", lastSuccess: now - 2, problem: null, ...target }],
      keeps: 6 * 3_600,
    },
    now,
    dataSince: now - 1_800,
    resolution: 5,
    queryLink: null,
    version: "0.1.0",
  };
}

export function emptyAnswers(target: Partial<Target> = {}): Answers {
  return {
    status: () => ({ ...applicationStatus(target), dataSince: null }),
    objectives: () => ({ objectives: [] }),
    objective: () => undefined,
    functions: () => ({ functions: [], times: [], deploys: [] }),
    function: () => undefined,
  };
}

/** A source that answers nothing: each request fails with a sentence. */
export function failingAnswers(error: string): Answers {
  const fail = () => {
    throw new Error(error);
  };
  const target = { state: "down", problem: error, lastSuccess: Date.now() / 1000 - 90 } as const;
  return {
    status: () => applicationStatus(target),
    objectives: fail,
    objective: fail,
    functions: fail,
    function: fail,
  };
}

/** The shop's answers with every value of one kind: `null` where there was no call, 1 where all failed. */
export function uniformAnswers(errors: null | 1): Answers {
  const answers = shopAnswers();
  const calls = errors === null ? 0 : 4_200;
  const detail = (query: URLSearchParams): ObjectiveDetail | undefined => {
    const one = answers.objective(query);
    const share = errors === null ? null : 1 - errors;
    return (
      one && {
        ...one,
        summary: {
          ...one.summary,
          calls,
          errors: calls,
          ratio: share,
          budgetLeft: errors === null ? null : 1 - 1 / (1 - one.summary.target),
          exhaustedIn: null,
          burnRates: one.summary.burnRates.map(({ window }) => ({ window, value: errors === null ? null : 1_000 })),
          state: errors === null ? "no data" : "exhausted",
          alerts: [],
        },
        tiers: one.tiers.map((tier) => ({
          ...tier,
          long: { ...tier.long, value: errors === null ? null : 1_000 },
          short: { ...tier.short, value: errors === null ? null : 1_000 },
          isOn: errors !== null,
        })),
        members: one.members.map((member) => ({
          ...member,
          calls,
          errors: calls,
          shareOfErrors: errors === null ? null : 1 / one.members.length,
        })),
        burnDown: allBe(one.burnDown, errors === null ? null : -999),
        burnRates: allBe(one.burnRates, errors === null ? null : 1_000),
        ratio: allBe(one.ratio, share),
        rate: allBe(one.rate, errors === null ? 0 : 7),
      }
    );
  };
  return {
    ...answers,
    objectives: () => ({
      objectives: answers.objectives().objectives.flatMap(({ service, objective, sli }) => {
        const one = detail(new URLSearchParams({ service, objective, sli, from: "0", to: "3600" }));
        return one ? [one.summary] : [];
      }),
    }),
    objective: detail,
    functions: (query): FunctionList => {
      const list = answers.functions(query);
      return {
        ...list,
        functions: list.functions.map((one) => ({
          ...one,
          rate: errors === null ? 0 : one.rate,
          errorRatio: errors,
          ...(errors === null && { p50: null, p95: null, p99: null }),
          sparkline: one.sparkline.map((value) => (errors === null ? 0 : value)),
        })),
      };
    },
    function: (query): FunctionDetail | undefined => {
      const one = answers.function(query);
      return (
        one && {
          ...one,
          summary: {
            ...one.summary,
            rate: calls / 600,
            errorRatio: errors,
            ...(errors === null && { p50: null, p95: null, p99: null }),
          },
          rate: allBe(one.rate, calls / 600),
          errors: allBe(one.errors, errors),
          ...(errors === null && { latency: allBe(one.latency, null) }),
        }
      );
    },
  };
}

/** The shop when a single sample has been taken. */
export function oneSampleAnswers(): Answers {
  const answers = shopAnswers();
  const last = <
    T extends {
      readonly times: readonly number[];
      readonly lines: readonly { readonly values: readonly (number | null)[] }[];
    },
  >(
    chart: T,
  ): T => ({
    ...chart,
    times: chart.times.slice(-1),
    lines: chart.lines.map((line) => ({ ...line, values: line.values.slice(-1) })),
  });
  return {
    ...answers,
    functions: (query) => {
      const list = answers.functions(query);
      return {
        ...list,
        times: list.times.slice(-1),
        functions: list.functions.map((one) => ({ ...one, sparkline: one.sparkline.slice(-1) })),
      };
    },
    function: (query) => {
      const one = answers.function(query);
      return (
        one && { ...one, rate: last(one.rate), errors: last(one.errors), latency: last(one.latency), inFlight: null }
      );
    },
    objective: (query) => {
      const one = answers.objective(query);
      return (
        one && {
          ...one,
          burnDown: last(one.burnDown),
          burnRates: last(one.burnRates),
          ratio: last(one.ratio),
          rate: last(one.rate),
        }
      );
    },
  };
}

function allBe<T extends { readonly lines: readonly { readonly values: readonly (number | null)[] }[] }>(
  chart: T,
  value: number | null,
): T {
  return { ...chart, lines: chart.lines.map((line) => ({ ...line, values: line.values.map(() => value) })) };
}
