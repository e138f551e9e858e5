import { formatDuration } from "../slo/duration.js";
import { PrometheusError } from "./prometheusError.js";

export interface Limits {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Bytes, after decompression. */
  readonly limit: number;
}

export const usualLimits: Limits = { timeout: 10_000, limit: 32 * 1024 * 1024 };

export interface Request extends Limits {
  readonly url: URL;
  /** What sentences call the server. */
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `manual` gives the answer that sends elsewhere. */
  readonly redirect?: "follow" | "manual";
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/**
 * Asks for a text, however slow, large or absent the server is.
 *
 * @throws PrometheusError
 */
export async function get({ url, name, headers = {}, redirect = "follow", timeout, limit }: Request): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, { headers, redirect, signal });
    const contentType = response.headers.get("content-type") ?? "";
    return { status: response.status, contentType, text: await textOf(response, name, limit) };
  } catch (error) {
    if (error instanceof PrometheusError) throw error;
    if (signal.aborted) {
      throw new PrometheusError(`${name} did not answer within ${formatDuration(timeout)}`);
    }
    throw new PrometheusError(`${name} cannot be reached: ${reasonOf(error)}`);
  }
}

async function textOf(response: Response, name: string, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit)
      throw new PrometheusError(`${name} answers with more than ${inMebibytes(limit)} MiB; ask for less`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function inMebibytes(bytes: number): number {
  return Number((bytes / 2 ** 20).toPrecision(2));
}

/** `fetch` says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  // When several addresses of a host were tried there is a code for all, and no message.
  return cause.message || ("code" in cause ? String(cause.code) : cause.name);
}
