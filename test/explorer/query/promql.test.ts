import { describe, expect, it } from "vitest";
import { promqlOf } from "../../../explorer/query/promql.js";
import {
  divide,
  histogramQuantile,
  increase,
  latest,
  minus,
  notNegative,
  orZeroOf,
  rate,
  running,
  select,
  share,
  sumBy,
  times,
} from "../../../explorer/query/query.js";

const [a, b] = [latest(select("a")), latest(select("b"))];

describe("a query in PromQL", () => {
  it("is what people would write", () => {
    const calls = sumBy(["function"], rate(select("calls_total", { service: "shop" }), 300_000));
    expect(promqlOf(calls)).toBe('sum by (function) (rate(calls_total{service="shop"}[5m]))');
    const buckets = sumBy(["le"], increase(select("h_bucket"), 90_000));
    expect(promqlOf(histogramQuantile(0.99, buckets))).toBe(
      "histogram_quantile(0.99, sum by (le) (increase(h_bucket[1m30s])))",
    );
    expect(promqlOf(sumBy([], a))).toBe("sum(a)");
    expect(promqlOf(notNegative(minus(a, b)))).toBe("clamp_min(a - b, 0)");
  });

  it("has parentheses where they are needed, and nowhere else", () => {
    expect(promqlOf(minus(1, divide(share(a, b), 0.001)))).toBe("1 - a / (b > 0) / 0.001");
    expect(promqlOf(divide(a, times(b, 2)))).toBe("a / (b * 2)");
    expect(promqlOf(minus(a, minus(b, a)))).toBe("a - (b - a)");
    expect(promqlOf(share(orZeroOf(a, b), b))).toBe("(a or 0 * b) / (b > 0)");
  });

  it("writes numbers without an exponent", () => {
    expect(promqlOf(times(1e-7, a))).toBe("0.0000001 * a");
  });

  it("sums up from a time on", () => {
    expect(promqlOf(running(orZeroOf(a, b), 1_700_000_000_000, 3_600_000, 60_000))).toBe(
      "sum_over_time(((a or 0 * b) and on () vector(time()) > 1700000000)[1h:1m])",
    );
  });

  it("keeps whatever a label has in it within its quotes", () => {
    const value = 'a"} or vector(1) or x{b="\\\n';
    expect(promqlOf(latest(select("m", { l: value })))).toBe('m{l="a\\"} or vector(1) or x{b=\\"\\\\\\n"}');
  });
});
