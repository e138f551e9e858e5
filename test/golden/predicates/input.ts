import { isIP, type Socket } from "node:net";

const isFree = (host: string) => isIP(host) === 0;
const isExpected = (error: unknown) => error instanceof RangeError;

/** @autometrics error-if=isFree name=hostOf */
export const host = (socket: Socket) => socket.remoteAddress ?? "";

/** @autometrics ok-if=isExpected */
export function check(n: number) {
  if (n > 10) throw new RangeError("too much");
}

const isMissing = (value: unknown) => value === undefined;

/** @autometrics error-if=isMissing ok-if=isExpected */
export async function both(n: number) {
  for (;;) {
    try {
      if (n > 0) return n;
    } finally {
      if (n > 1) break;
    }
  }
}
