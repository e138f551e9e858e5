import { nameOf, parseAddress } from "./address.js";
import { dataOf, type MatrixSeries, matrixOf, type VectorSample, vectorOf } from "./answer.js";
import { credentials, type Environment } from "./credentials.js";
import { get, type Limits, usualLimits } from "./get.js";
import { PrometheusError } from "./prometheusError.js";

export interface ClientSettings extends Partial<Limits> {
  /** Where the server's own pages are: `http://localhost:9090`, `:9090`, `https://example.com/prometheus`. */
  readonly url: string;
  /** Holds the credentials. */
  readonly env: Environment;
}

/** Asks a Prometheus, or what speaks its HTTP API. Every failure is a PrometheusError. */
export class PrometheusClient {
  /** For people: without credentials. */
  readonly name: string;
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #limits: Limits;

  constructor({ url, env, timeout = usualLimits.timeout, limit = usualLimits.limit }: ClientSettings) {
    this.#url = parseAddress(url, {
      example: "http://localhost:9090, or :9090",
      instead: "give them in PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD",
    });
    this.name = nameOf(this.#url);
    this.#headers = credentials(env);
    this.#limits = { timeout, limit };
  }

  /** @param time Seconds since 1970; without it, now. */
  async query(expr: string, time?: number): Promise<readonly VectorSample[]> {
    const parameters = { query: expr, ...(time !== undefined && { time: String(time) }) };
    return vectorOf(await this.#ask("query", parameters), this.name);
  }

  /** @param start @param end @param step In seconds, the first two since 1970. */
  async queryRange(expr: string, start: number, end: number, step: number): Promise<readonly MatrixSeries[]> {
    const parameters = { query: expr, start: String(start), end: String(end), step: String(step) };
    return matrixOf(await this.#ask("query_range", parameters), this.name);
  }

  async #ask(endpoint: string, parameters: Readonly<Record<string, string>>): Promise<unknown> {
    const url = new URL(this.#url);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/api/v1/${endpoint}`;
    url.search = new URLSearchParams(parameters).toString();
    const answer = await get({ url, name: this.name, headers: this.#headers, ...this.#limits });
    if (answer.status === 401 || answer.status === 403) throw new PrometheusError(this.#refused(answer.status));
    return dataOf(answer, this.name);
  }

  #refused(status: number): string {
    return "authorization" in this.#headers
      ? `${this.name} does not take the credentials of PROMETHEUS_TOKEN or PROMETHEUS_USERNAME (status ${status})`
      : `${this.name} wants credentials (status ${status}); set PROMETHEUS_TOKEN, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD`;
  }
}
