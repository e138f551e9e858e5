import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { Metrics } from "../support/metrics.js";
import { Project } from "../support/project.js";
import { describeFramework } from "./framework.js";

describeFramework({
  app: "lambda",
  class: "result",
  labels: {
    list: "list",
    find: "find",
    unknown: "find",
    create: "create",
    duplicate: "create",
    invalid: "create",
    replace: "replace",
    remove: "handler",
    unchanged: "unchanged",
    redirected: "redirected",
    unavailable: "unavailable",
    throws: "throws",
    rejects: "rejects",
    refuses: "refuses",
    slow: "slow",
  },
  without: [
    ...(["passes", "handsOn", "streams", "breaks", "leftWaiting", "leftReading", "answersThenRejects"] as const),
  ],
});

it("a function pushes its metrics before it answers, by the code that the documentation shows", async () => {
  const documentation = readFileSync(new URL("../../docs/routes/lambda.md", import.meta.url), "utf8");
  const [push = "", handler = ""] = [...documentation.matchAll(/```ts\n(\/\/ .*?)```/gs)].map(([, code]) => code);
  const pushed: { method: string | undefined; url: string | undefined; body: string }[] = [];
  const gateway = createServer(async (request, response) => {
    pushed.push({ method: request.method, url: request.url, body: await text(request) });
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const { port } = gateway.address() as AddressInfo; // listening on a port, and not on a pipe
  const project = new Project({ "push.ts": push, "handler.ts": handler }).build();
  project.write(
    "dist/main.js",
    `process.env.PUSHGATEWAY_URL = "http://127.0.0.1:${port}";
     process.env.AWS_LAMBDA_LOG_STREAM_NAME = "instance-1";
     const { handler } = await import("./handler.js");
     const first = await handler({ pathParameters: { id: "1" } }, {});
     const second = await handler({}, {}).catch((error) => error.message);
     console.log(JSON.stringify([first.statusCode, second]));`,
  );
  const { result, stderr } = await project.run();
  gateway.close();
  expect(result, stderr).toEqual([200, "no order is named"]);
  expect(pushed.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "PUT /metrics/job/orders/instance/instance-1",
    "PUT /metrics/job/orders/instance/instance-1",
  ]);
  const calls = pushed.map(({ body }) => new Metrics(body).calls().handler);
  expect(calls).toEqual([
    { ok: 1, error: 0 },
    { ok: 1, error: 1 },
  ]);
});
