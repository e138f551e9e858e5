/** Serves the built page and answers its API from given data: for states that a real server is hard to bring into. */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { FunctionDetail, FunctionList, ObjectiveDetail, ObjectiveList, Status } from "../../../explorer/api.js";

/** What the API answers. A function that returns undefined has no such thing; one that throws has a Failure. */
export interface Answers {
  readonly status: () => Status;
  readonly objectives: () => ObjectiveList;
  readonly objective: (query: URLSearchParams) => ObjectiveDetail | undefined;
  readonly functions: (query: URLSearchParams) => FunctionList;
  readonly function: (query: URLSearchParams) => FunctionDetail | undefined;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

export class FakeServer {
  /** May be exchanged while the page is looked at. */
  answers: Answers;
  /** Requests to the API, in their order. */
  readonly asked: string[] = [];
  private readonly server: Server;

  private constructor(
    readonly page: string,
    answers: Answers,
  ) {
    this.answers = answers;
    this.server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      if (url.pathname.startsWith("/api/")) this.answer(url, response);
      else this.file(url.pathname, response);
    });
  }

  /** @param page the folder of the built page, dist/explorer */
  static async start(page: string, answers: Answers): Promise<FakeServer> {
    const fake = new FakeServer(page, answers);
    fake.server.listen(0, "127.0.0.1");
    await once(fake.server, "listening");
    return fake;
  }

  get url(): string {
    // A server that listens on a port has an address of this form.
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private answer(url: URL, response: ServerResponse): void {
    this.asked.push(`${url.pathname}${url.search}`);
    const name = url.pathname.slice("/api/".length);
    try {
      const body = this.bodyOf(name, url.searchParams);
      if (body === undefined) send(response, 404, { error: `There is no ${name} like that; go back to the list.` });
      else send(response, 200, body);
    } catch (error) {
      send(response, 502, { error: error instanceof Error ? error.message : String(error) });
    }
  }

  private bodyOf(name: string, query: URLSearchParams): unknown {
    switch (name) {
      case "status":
        return this.answers.status();
      case "objectives":
        return this.answers.objectives();
      case "objective":
        return this.answers.objective(query);
      case "functions":
        return this.answers.functions(query);
      case "function":
        return this.answers.function(query);
      default:
        return undefined;
    }
  }

  private file(path: string, response: ServerResponse): void {
    const file = join(this.page, path === "/" ? "index.html" : path);
    const type = types[extname(file)];
    if (!type || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": type, "content-security-policy": "default-src 'self'" });
    response.end(readFileSync(file));
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
