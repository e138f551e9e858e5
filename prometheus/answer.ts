/** What Prometheus' HTTP API answers, checked at the border: behind it the types are true. */
import type { Answer } from "./get.js";
import { PrometheusError } from "./prometheusError.js";

export type Labels = Readonly<Record<string, string>>;

/** An element of an instant vector. */
export interface VectorSample {
  readonly labels: Labels;
  /** Seconds since 1970. */
  readonly time: number;
  /** May be NaN or infinite. */
  readonly value: number;
}

/** An element of a range vector. */
export interface MatrixSeries {
  readonly labels: Labels;
  /** In the order of time, in seconds since 1970. */
  readonly points: readonly (readonly [time: number, value: number])[];
}

/**
 * What is under `data` in an answer.
 *
 * @param server What sentences call it.
 * @throws PrometheusError
 */
export function dataOf({ status, contentType, text }: Answer, server: string): unknown {
  const answer = parsed(text);
  if (isObject(answer) && answer.status === "error" && typeof answer.error === "string") {
    throw new PrometheusError(`${server} refused the query: ${answer.error.slice(0, 500)}`);
  }
  if (isObject(answer) && answer.status === "success") return answer.data;
  const what = `status ${status}${contentType === "" ? "" : `, ${contentType.slice(0, 100)}`}`;
  throw new PrometheusError(
    `${server} does not answer as Prometheus' API does (${what}); name the address that Prometheus' own pages are at`,
  );
}

/** @throws PrometheusError */
export function vectorOf(data: unknown, server: string): readonly VectorSample[] {
  return resultOf(data, "vector", server).map((element) => {
    const [time, value] = pointOf(isObject(element) ? element.value : undefined) ?? malformed("vector", server);
    return { labels: labelsOf(element, "vector", server), time, value };
  });
}

/** @throws PrometheusError */
export function matrixOf(data: unknown, server: string): readonly MatrixSeries[] {
  return resultOf(data, "matrix", server).map((element) => {
    const points = isObject(element) && Array.isArray(element.values) ? element.values : malformed("matrix", server);
    return {
      labels: labelsOf(element, "matrix", server),
      points: points.map((point: unknown) => pointOf(point) ?? malformed("matrix", server)),
    };
  });
}

type ResultType = "vector" | "matrix";

function resultOf(data: unknown, type: ResultType, server: string): readonly unknown[] {
  if (isObject(data) && data.resultType === type && Array.isArray(data.result)) return data.result;
  malformed(type, server);
}

function labelsOf(element: unknown, type: ResultType, server: string): Labels {
  const labels = isObject(element) ? element.metric : undefined;
  return isTexts(labels) ? labels : malformed(type, server);
}

function pointOf(point: unknown): readonly [time: number, value: number] | undefined {
  if (!Array.isArray(point) || point.length !== 2) return undefined;
  const [time, text]: unknown[] = point;
  const value = typeof text === "string" ? numberOf(text) : undefined;
  return typeof time === "number" && value !== undefined ? [time, value] : undefined;
}

/** Prometheus writes numbers as texts: JSON has no NaN and no infinity. */
function numberOf(text: string): number | undefined {
  if (text === "NaN") return Number.NaN;
  const [, sign] = /^([-+]?)Inf$/.exec(text) ?? [];
  if (sign !== undefined) return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[-+]?\d/.test(text) && !Number.isNaN(Number(text)) ? Number(text) : undefined;
}

function malformed(type: ResultType, server: string): never {
  throw new PrometheusError(`${server} answers a query with something that is no ${type} of Prometheus' API`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isTexts(value: unknown): value is Labels {
  return isObject(value) && Object.values(value).every((text) => typeof text === "string");
}
