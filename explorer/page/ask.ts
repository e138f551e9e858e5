/** Asks the Explorer's server. */
import type { Failure } from "../api.js";

/** What went wrong, as a sentence that says what to do. */
export class Problem extends Error {
  override readonly name = "Problem";
}

/** A source may take long over a week; a minute is no answer any more. */
const patience = 60_000;

/** @throws Problem */
export async function ask<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) }).catch(
    (error: unknown) => {
      const isLate = error instanceof DOMException && error.name === "TimeoutError";
      throw new Problem(isLate ? "There was no answer within a minute. Choose a shorter time range." : serverGone);
    },
  );
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) throw new Problem(failureIn(body) ?? `${unexpected} (${response.status}).`);
  // The server is of the same package and version, and typed by the same file.
  return body as T;
}

const serverGone =
  "The Explorer’s server does not answer. Is `autometrics explore` still running? Start it again: this page goes on by itself.";
const unexpected = "The Explorer’s server gave an answer that is none; its terminal may say why";

function failureIn(body: unknown): string | undefined {
  return isFailure(body) ? body.error : undefined;
}

function isFailure(body: unknown): body is Failure {
  return typeof body === "object" && body !== null && "error" in body && typeof body.error === "string";
}

/** `api/function?service=shop&…`, relative, so that the page works behind any path. */
export function apiPath(name: string, parameters: Record<string, string | number> = {}): string {
  const query = new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, String(value)]));
  return `api/${name}${query.size > 0 ? `?${query}` : ""}`;
}
