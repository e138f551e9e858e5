import { setTimeout as delay } from "node:timers/promises";

/** What a program gets when its database is out of reach. */
export class StoreUnavailable extends Error {
  override name = "StoreUnavailable";
}

export interface WeatherReport {
  /** Milliseconds that a trip to the database takes on average; none takes less than half, a few take much longer. */
  readonly latency: number;
  /** Every n-th trip takes `slowLatency` longer; 0 is none. */
  readonly slowEvery: number;
  readonly slowLatency: number;
  /** Every n-th trip fails; 0 is none. */
  readonly failEvery: number;
}

/**
 * Simulated. The users of this example are in memory, where nothing is slow and nothing fails. A real database is
 * behind a network, so every access first passes through this weather.
 */
export class Weather {
  readonly #report: WeatherReport;
  #trips = 0;

  constructor(report: WeatherReport) {
    this.#report = report;
  }

  static fromEnvironment(env: NodeJS.ProcessEnv): Weather {
    return new Weather({
      latency: Number(env.STORE_LATENCY_MS ?? 15),
      slowEvery: Number(env.STORE_SLOW_EVERY ?? 0),
      slowLatency: Number(env.STORE_SLOW_MS ?? 400),
      failEvery: Number(env.STORE_FAIL_EVERY ?? 0),
    });
  }

  /** One trip to the database and back. */
  async pass(): Promise<void> {
    const { latency, slowEvery, slowLatency, failEvery } = this.#report;
    const trip = ++this.#trips;
    const isSlow = slowEvery > 0 && trip % slowEvery === 0;
    const usual = latency * (0.5 - 0.5 * Math.log(1 - Math.random()));
    await delay(usual + (isSlow ? slowLatency : 0));
    if (failEvery > 0 && trip % failEvery === 0) throw new StoreUnavailable("the simulated store is out of reach");
  }
}
