import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "./problem.js";
import { seededRandom } from "./random.js";

export interface TrafficOptions {
  readonly seconds: number;
  /** Requests a second, where the machine can. */
  readonly rate: number;
  /** Requests in flight at most. */
  readonly concurrency: number;
  readonly seed: number;
  /** A request that takes more seconds than this is counted as slow. */
  readonly slowAfter: number;
}

/** What came back so far. */
export interface Tally {
  requests: number;
  /** Answered with 4xx. */
  refused: number;
  /** Answered with 5xx. */
  failed: number;
  slow: number;
}

/** Sends mixed requests to the example for some seconds, keeping `tally` up to date. */
export async function sendTraffic(address: string, options: TrafficOptions, tally: Tally): Promise<void> {
  const { seconds, rate, concurrency, seed, slowAfter } = options;
  const client = new Client(address, seededRandom(seed));
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (;;) {
        const due = start + (next++ * 1000) / rate;
        if (Math.max(due, performance.now()) >= start + seconds * 1000) return;
        await delay(Math.max(0, due - performance.now()));
        const sent = performance.now();
        const status = await client.send();
        tally.requests++;
        if (status >= 500) tally.failed++;
        else if (status >= 400) tally.refused++;
        if (performance.now() - sent > slowAfter * 1000) tally.slow++;
      }
    }),
  );
}

/** A client of the user directory that does a bit of everything, also things that are refused. */
class Client {
  readonly #address: string;
  readonly #random: () => number;
  /** The users that it has made and not removed. */
  readonly #own: number[] = [];
  #made = 0;

  constructor(address: string, random: () => number) {
    this.#address = address;
    this.#random = random;
  }

  /** Sends one request of the mix, and gives the status of the answer. */
  async send(): Promise<number> {
    let dice = this.#random() * 100;
    for (const [percent, action] of this.#mix) {
      dice -= percent;
      if (dice < 0) return action();
    }
    return this.#request("GET", "/users");
  }

  readonly #mix: readonly (readonly [percent: number, action: () => Promise<number>])[] = [
    [22, () => this.#request("GET", "/users?size=10")],
    [8, () => this.#request("GET", "/users?search=hopper")],
    [2, () => this.#request("GET", "/users?page=0")],
    [34, () => this.#request("GET", `/users/${this.#pick([1, 2, 3, 4, 5, 6, 7, 8])}`)],
    [3, () => this.#request("GET", "/users/999999")],
    [11, () => this.#create()],
    [2, () => this.#request("POST", "/users", { name: "No address", email: "none" })],
    [2, () => this.#request("POST", "/users", { name: "Ada again", email: "ada@example.com" })],
    [8, () => this.#replace()],
    [8, () => this.#remove()],
  ];

  async #create(): Promise<number> {
    const response = await this.#fetch("POST", "/users", this.#person());
    const user: unknown = await response.json();
    if (response.ok && typeof user === "object" && user !== null && "id" in user) this.#own.push(Number(user.id));
    return response.status;
  }

  async #replace(): Promise<number> {
    const id = this.#pick(this.#own);
    return id === undefined ? this.#create() : this.#request("PUT", `/users/${id}`, this.#person());
  }

  async #remove(): Promise<number> {
    const id = this.#pick(this.#own);
    if (id === undefined) return this.#create();
    this.#own.splice(this.#own.indexOf(id), 1);
    return this.#request("DELETE", `/users/${id}`);
  }

  #person(): { name: string; email: string } {
    const number = ++this.#made;
    return { name: `Visitor ${number}`, email: `visitor${number}@example.com` };
  }

  #pick(ids: readonly number[]): number | undefined {
    return ids[Math.floor(this.#random() * ids.length)];
  }

  async #request(method: string, path: string, body?: unknown): Promise<number> {
    const response = await this.#fetch(method, path, body);
    // The connection is free for the next request only when the answer has been read.
    await response.arrayBuffer();
    return response.status;
  }

  async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    try {
      return await fetch(this.#address + path, {
        method,
        ...(body !== undefined && {
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      });
    } catch (error) {
      throw new Problem(`examples/express stopped answering: ${error instanceof Error ? error.cause : error}`);
    }
  }
}
