/** Every recorded series against what its name says, reckoned here from the calls themselves, on random traffic. */
import { series } from "../../../slo/series.js";
import type { Check, Scenario } from "./promtool.js";
import { inputOf, instancesOf, shapes, Traffic } from "./randomTraffic.js";
import { testScenarios, universal } from "./scenario.js";

const target = 0.995;
const budget = 0.005;

const short = Object.entries(shapes).map(([title, shape], seed): Scenario => {
  const end = 420;
  const instances = instancesOf(shape, seed, end, 1);
  const traffic = new Traffic(instances, 1);
  return {
    name: title,
    rules: universal,
    step: 1,
    input: inputOf(instances, end, target),
    checks: [6, 33, 64, 151, 300, 391, 420].flatMap((at) => [
      ...fromCounters(traffic, at),
      ...fromRecorded(traffic, at),
      ...budgets(traffic, at),
    ]),
  };
});

/** Over days it is the bounds that count: a sum of five minutes each may be five minutes off at either end. */
const long = Object.entries(shapes).map(([title, shape], seed): Scenario => {
  const [step, days] = [5, 4];
  const end = (days * 1440) / step;
  const instances = instancesOf(shape, 100 + seed, end, step);
  const traffic = new Traffic(instances, step);
  return {
    name: `${title}, over days`,
    rules: universal,
    step,
    input: inputOf(instances, end, target),
    checks: [1500, 3000, 4500, 5760].flatMap((at) =>
      (["1d", "3d", "30d"] as const).flatMap((window) => {
        const minutes = { "1d": 1440, "3d": 4320, "30d": 43_200 }[window];
        return (["error", "total"] as const).flatMap((kind): Check[] => {
          const record = kind === "error" ? series.errorIncrease(window) : series.totalIncrease(window);
          const least = traffic[kind](at - 10, minutes - 20);
          const most = traffic[kind](at, minutes + 10);
          return [
            { at, expr: `sum(${record}) >= bool ${least} * 0.999 and sum(${record}) <= ${most} * 1.001`, gives: 1 },
          ];
        });
      }),
    ),
  };
});

function fromCounters(traffic: Traffic, at: number): Check[] {
  const rates = [
    is(at, series.totalRate, traffic.total(at, 5) / 300),
    is(at, series.errorRate, traffic.error(at, 5) / 300),
  ];
  const windows = Object.entries({ "5m": 5, "30m": 30, "1h": 60, "2h": 120, "6h": 360 });
  return windows.reduce((checks, [name, minutes]) => {
    const [total, error] = [traffic.total(at, minutes), traffic.error(at, minutes)];
    if (name !== "5m")
      checks.push(is(at, series.totalIncrease(name), total), is(at, series.errorIncrease(name), error));
    checks.push(is(at, series.errorRatio(name), total > 0 ? error / total : undefined));
    return checks;
  }, rates);
}

function fromRecorded(traffic: Traffic, at: number): Check[] {
  const [total, error] = [traffic.recordedTotal(at), traffic.recordedError(at)];
  return ["1d", "3d", "30d"].flatMap((window) => [
    is(at, series.totalIncrease(window), total),
    is(at, series.errorIncrease(window), error),
    is(at, series.errorRatio(window), total > 0 ? error / total : undefined),
  ]);
}

function budgets(traffic: Traffic, at: number): Check[] {
  const [total, error] = [traffic.recordedTotal(at), traffic.recordedError(at)];
  const [lastTotal, lastError] = [traffic.total(at, 5), traffic.error(at, 5)];
  const burnRate = total > 0 ? error / total / budget : undefined;
  return [
    is(at, series.objective, target),
    is(at, series.budget, budget),
    is(at, series.periodDays, 30),
    is(at, `${series.burnThreshold}{tier="fast"}`, 0.072),
    is(at, series.currentBurnRate, lastTotal > 0 ? lastError / lastTotal / budget : undefined),
    is(at, series.periodBurnRate, burnRate),
    is(at, series.budgetRemaining, burnRate === undefined ? undefined : 1 - burnRate),
    is(at, series.budgetRemainingEvents, total > 0 ? budget * total - error : undefined),
  ];
}

function is(at: number, record: string, value: number | undefined): Check {
  if (value === undefined) return { at, expr: record, gives: "none" };
  return { at, expr: `abs(sum(${record}) - ${value}) <= bool ${1e-9 * Math.max(1, Math.abs(value))}`, gives: 1 };
}

testScenarios("what is recorded over hours", short);
testScenarios("what is recorded over days", long);
