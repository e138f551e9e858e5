// `node server.mjs <express | fastify> <bare | autometrics | peer> <compiled application>`: one application. Its parent sends "usage" to know
// how much processor time it has used.
import { pathToFileURL } from "node:url";
import bundle from "express-prom-bundle";
import metrics from "fastify-metrics";

const [framework, variant, path] = process.argv.slice(2);
const { createApp } = await import(pathToFileURL(path).href);

/** By the route and its status, as their documentations say. */
const peers = {
  express: (app) =>
    app.use(bundle({ includeMethod: true, includePath: true, normalizePath: (req) => req.route?.path ?? req.path })),
  fastify: (app) => app.register(metrics.default, { endpoint: "/metrics" }),
};

const app = await createApp(variant === "peer" ? peers[framework] : () => {});
const port = framework === "express" ? await listening(app) : Number(new URL(await app.listen()).port);
process.on("message", () => process.send({ cpu: process.cpuUsage() }));
process.on("SIGINT", () => process.exit());
process.send({ port });

function listening(app) {
  return new Promise((resolve) => {
    const server = app.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}
