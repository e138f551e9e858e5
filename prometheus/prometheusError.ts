import { printable } from "./printable.js";

/**
 * Why a server gave no usable answer: one sentence for whoever named the server. It holds no secret, and nothing that a
 * terminal would take for a command.
 */
export class PrometheusError extends Error {
  override readonly name = "PrometheusError";

  constructor(sentence: string) {
    super(printable(sentence));
  }
}
