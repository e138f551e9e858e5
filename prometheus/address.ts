import { PrometheusError } from "./prometheusError.js";

/** What is said of an address that cannot be taken. */
export interface AddressAdvice {
  /** How one is written. */
  readonly example: string;
  /** What to do about credentials in it. */
  readonly instead: string;
}

/**
 * A server's address as people write it: `https://prometheus.example/base`, `localhost:9090`, `:9090`.
 *
 * @throws PrometheusError
 */
export function parseAddress(text: string, { example, instead }: AddressAdvice): URL {
  const url = tryUrl(withScheme(text));
  if (url === undefined) throw new PrometheusError(`'${text}' is no address; write ${example}`);
  // Command lines are seen by others on the machine, and kept by shells.
  if (url.username !== "" || url.password !== "") {
    throw new PrometheusError(`the address of ${nameOf(url)} holds credentials, where others see them; ${instead}`);
  }
  return url;
}

/** An address to be shown: without credentials, and without parameters, which may be some too. */
export function nameOf({ origin, pathname }: URL): string {
  return `${origin}${pathname.replace(/\/$/, "")}`;
}

function withScheme(text: string): string {
  if (/^:\d+/.test(text)) return `http://localhost${text}`;
  return text.includes("://") ? text : `http://${text}`;
}

function tryUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) ? url : undefined;
}
