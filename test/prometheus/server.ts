/** A server that answers as a test says, for as long as the test runs. */
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { onTestFinished } from "vitest";

export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return `http://127.0.0.1:${address.port}`;
}

/** Answers every request with one text. */
export function serveText(text: string, contentType = "application/json", status = 200): Promise<string> {
  return serve((_, response) => response.writeHead(status, { "content-type": contentType }).end(text));
}

/** Prometheus' answer to a query. */
export function vector(...samples: readonly (readonly [labels: Record<string, string>, value: string])[]): string {
  const result = samples.map(([metric, value]) => ({ metric, value: [1_700_000_000, value] }));
  return JSON.stringify({ status: "success", data: { resultType: "vector", result } });
}
