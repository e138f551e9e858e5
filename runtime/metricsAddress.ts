/** Where `ts-autometrics/serve` listens, and what to do when it cannot. */
import { type AddressInfo, isIP, isIPv6 } from "node:net";
import { describe } from "./failures.js";

export interface Address {
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
}

/**
 * From AUTOMETRICS_HOST and AUTOMETRICS_PORT. An empty variable is not set.
 *
 * @throws An error whose message names the variable and the mend.
 */
export function readAddress(env: NodeJS.ProcessEnv): Address {
  const host = env.AUTOMETRICS_HOST?.trim() || "127.0.0.1";
  const port = env.AUTOMETRICS_PORT?.trim() || "9464";
  // A name would have to be looked up, and a lookup keeps the process alive for as long as it takes.
  if (isIP(host) === 0 && host !== "localhost")
    throw new Error(
      `AUTOMETRICS_HOST is '${host}'; set it to an IP address of this machine, to 0.0.0.0 (all of them) or to localhost`,
    );
  if (!/^\d+$/.test(port) || Number(port) > 65535)
    throw new Error(`AUTOMETRICS_PORT is '${port}'; set it to a number up to 65535 (0 takes any free port)`);
  return { host, port: Number(port) };
}

export function explainListenError(error: NodeJS.ErrnoException, { host, port }: Address): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `port ${port} on ${host} is taken; set AUTOMETRICS_PORT to another one (0 takes any free port)`;
    case "EACCES":
      return `this user may not listen on port ${port} of ${host}; set AUTOMETRICS_PORT to one above 1023`;
    case "EADDRNOTAVAIL":
      return `${host} is no address of this machine; set AUTOMETRICS_HOST to one, or to 0.0.0.0 (all of them)`;
    default:
      return `${describe(error)}; set AUTOMETRICS_HOST and AUTOMETRICS_PORT to an address of this machine`;
  }
}

/** The URL to read metrics at: the asked host, and the port that was taken. */
export function urlOf(taken: AddressInfo | string | null, { host, port }: Address): string {
  const takenPort = typeof taken === "object" ? (taken?.port ?? port) : port;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${takenPort}/metrics`;
}
