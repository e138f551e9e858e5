import { expect, it } from "vitest";
import { Project } from "../support/project.js";

const program = `
  import http from "node:http";
  import { once } from "node:events";
  import type { AddressInfo } from "node:net";
  import { setTimeout as delay } from "node:timers/promises";

  const kept: WeakRef<object>[] = [];
  const keep = <T extends object>(value: T): T => { kept.push(new WeakRef(value)); return value; };
  const left = () => kept.filter((ref) => ref.deref() !== undefined).length;
  const handlers: Record<string, http.RequestListener> = { answers, never, breaks };

  async function answers(req: http.IncomingMessage, res: http.ServerResponse) {
    const { length } = [keep(req), keep(res)];
    await delay(1);
    res.end(String(length));
  }
  function never(req: http.IncomingMessage, res: http.ServerResponse) { keep(req); keep(res); }
  function breaks(req: http.IncomingMessage, res: http.ServerResponse) { keep(req); keep(res); res.write("x"); res.destroy(); }
  http.createServer(answers); http.createServer(never); http.createServer(breaks);

  const server = http.createServer(/** @autometrics skip */ (req, res) => handlers[req.url?.slice(1) ?? ""]?.(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const send = async (path: string) => {
    const before = kept.length;
    const request = http.get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", path, agent: false });
    request.on("error", () => {}).on("response", (response) => response.on("error", () => {}).resume());
    const closed = new Promise((resolve) => request.on("close", resolve));
    while (kept.length === before) await delay(1);
    if (path === "/never") request.destroy();
    await closed;
  };
  for (let i = 0; i < 20; i++) for (const path of ["/answers", "/never", "/breaks"]) await send(path);
  // A collection ends what no job of the same turn has just read, so it takes some turns.
  for (let i = 0; i < 50 && left() > 0; i++) { await delay(1); globalThis.gc?.(); }
  console.log(JSON.stringify({ made: kept.length, left: left(), gc: typeof globalThis.gc }));
  server.close();
`;

it("nothing of a request is held when it is over, however it ended", async () => {
  const project = new Project({ "main.ts": program }).build();
  const run = await project.run("dist/main.js", ["--expose-gc"]);
  expect(run.result).toEqual({ made: 120, left: 0, gc: "function" });
  expect(run.metrics.calls("main")).toEqual({
    answers: { ok: 20, error: 0 },
    never: { ok: 20, error: 0 },
    breaks: { ok: 0, error: 20 },
  });
});
