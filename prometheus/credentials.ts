import { PrometheusError } from "./prometheusError.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How to sign in at a Prometheus: PROMETHEUS_TOKEN, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD. From the
 * environment, as a command line can be seen by others.
 *
 * @throws PrometheusError
 */
export function credentials(env: Environment): Readonly<Record<string, string>> {
  const [token, username, password] = ["TOKEN", "USERNAME", "PASSWORD"].map((name) =>
    // What a file holds mostly ends in a line break.
    env[`PROMETHEUS_${name}`]?.trim(),
  );
  if (token) {
    if (username) throw new PrometheusError("both PROMETHEUS_TOKEN and PROMETHEUS_USERNAME are set; keep one of them");
    // Before `fetch` sees it, whose message would quote it.
    if (!/^[\x21-\x7e]+$/.test(token))
      throw new PrometheusError("PROMETHEUS_TOKEN is not one word of plain characters");
    return { authorization: `Bearer ${token}` };
  }
  if (username) return { authorization: `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}` };
  return {};
}
