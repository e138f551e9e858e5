/** The HTTP server behind `ts-autometrics/serve`. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { describe } from "./failures.js";
import { scrape } from "./index.js";

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * How long a client may leave an answer unread, in milliseconds: bytes that wait to be sent keep a process alive,
 * whether its sockets are referenced or not.
 */
const patience = 5_000;

/** A server that does not keep the process alive, and neither do its connections. */
export function createMetricsServer(): Server {
  const server = createServer((request, response) => {
    replyTo(request)
      .then(({ status, text, headers }) => {
        response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", ...headers });
        response.setTimeout(patience, () => response.destroy());
        response.end(text);
      })
      .catch(() => response.destroy());
  });
  server.on("connection", (socket) => socket.unref());
  return server.unref();
}

async function replyTo({ method, url }: IncomingMessage): Promise<Reply> {
  if (method !== "GET" && method !== "HEAD")
    return { status: 405, text: "only GET and HEAD are answered here\n", headers: { Allow: "GET, HEAD" } };
  const path = url?.split("?", 1)[0];
  if (path === "/") return { status: 200, text: "the metrics are at /metrics\n" };
  if (path !== "/metrics") return { status: 404, text: "nothing here; the metrics are at /metrics\n" };
  try {
    const { text, contentType } = await scrape();
    return { status: 200, text, headers: { "Content-Type": contentType } };
  } catch (error) {
    return { status: 500, text: `the metrics could not be collected: ${describe(error)}\n` };
  }
}
