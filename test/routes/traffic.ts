/** The traffic that every framework's user directory gets: what is sent, and what its client sees of the answer. */
import http from "node:http";

export interface Request {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** How often it is sent, one after the other. */
  readonly times?: number;
  /** The client hangs up: before anything was answered, or with a part of the body read. */
  readonly leaves?: "waiting" | "reading";
}

export interface Answer {
  readonly status: number | undefined;
  /** The body came to its end. */
  readonly isWhole: boolean;
}

/** One behaviour of a handler each. The names are those of the expected table and of the applications' routes. */
export const requests = {
  list: { path: "/users", times: 3 },
  find: { path: "/users/1", times: 2 },
  unknown: { path: "/users/99" },
  create: { method: "POST", path: "/users", body: { name: "Ada", email: "ada@example.org" } },
  duplicate: { method: "POST", path: "/users", body: { name: "Ada", email: "ada@example.org" } },
  invalid: { method: "POST", path: "/users", body: { name: "" } },
  replace: { method: "PUT", path: "/users/1", body: { name: "Grace", email: "grace@example.org" } },
  remove: { method: "DELETE", path: "/users/2" },
  unchanged: { path: "/unchanged", headers: { "if-none-match": '"v1"' } },
  redirected: { path: "/redirected" },
  unavailable: { path: "/unavailable" },
  throws: { path: "/throws" },
  rejects: { path: "/rejects" },
  refuses: { path: "/refuses" },
  passes: { path: "/passes" },
  handsOn: { path: "/hands-on" },
  streams: { path: "/streams" },
  breaks: { path: "/breaks" },
  slow: { path: "/slow" },
  leftWaiting: { path: "/silent", leaves: "waiting" },
  leftReading: { path: "/endless", leaves: "reading" },
  answersThenRejects: { path: "/late" },
} as const satisfies Record<string, Request>;

export type RequestName = keyof typeof requests;

/** Sends them in order; gives what the client saw last of each. */
export async function send(
  port: number,
  names: readonly RequestName[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Partial<Record<RequestName, Answer>>> {
  const answers: Partial<Record<RequestName, Answer>> = {};
  for (const name of names) {
    const request: Request = requests[name];
    for (let i = 0; i < (request.times ?? 1); i++)
      answers[name] = await sendOne(port, { ...request, headers: { ...headers, ...request.headers } });
  }
  return answers;
}

export function sendOne(port: number, { method = "GET", path, body, headers, leaves }: Request): Promise<Answer> {
  return new Promise((resolve) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const request = http.request({
      host: "127.0.0.1",
      port,
      method,
      path,
      agent: false,
      headers: { ...headers, ...(text !== undefined && { "content-type": "application/json" }) },
    });
    let answer: Answer = { status: undefined, isWhole: false };
    request.on("response", (response) => {
      answer = { status: response.statusCode, isWhole: false };
      response.on("data", () => {
        if (leaves === "reading") request.destroy();
      });
      response.on("end", () => {
        answer = { ...answer, isWhole: true };
      });
      response.on("error", () => {});
    });
    request.on("error", () => {});
    request.on("close", () => resolve(answer));
    if (leaves === "waiting") request.on("finish", () => setImmediate(() => request.destroy()));
    request.end(text);
  });
}

export async function scrape(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}
