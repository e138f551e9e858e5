// Runs a program under a debugger: node breakpoints.mjs FILE '[{ "line": 0, "column": 0 }, …]' sets those breakpoints
// in the file, imports main.js beside it, and prints where the program stopped: the place that was asked for, and where
// V8 says that it is.
import { once } from "node:events";
import { Session } from "node:inspector/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

if (isMainThread) await debug(process.argv[2], JSON.parse(process.argv[3]));
else await watch(workerData);

async function debug(file, places) {
  const debuggerThread = new Worker(new URL(import.meta.url), { workerData: { file, places } });
  const [ready] = await once(debuggerThread, "message");
  if (ready !== "ready") throw new Error(ready);
  const imported = await import(pathToFileURL(join(dirname(file), "main.js")).href);
  await imported.done;
  debuggerThread.postMessage("done");
}

/** In a thread of its own, as the thread that is stopped can do nothing. */
async function watch({ file, places }) {
  const session = new Session();
  session.connectToMainThread();
  // It also keeps the thread alive.
  const done = once(parentPort, "message");
  const asked = new Map();
  const stops = [];
  session.on("Debugger.paused", ({ params: { hitBreakpoints, callFrames } }) => {
    const { lineNumber, columnNumber } = callFrames[0].location;
    for (const id of hitBreakpoints) stops.push({ asked: asked.get(id), line: lineNumber, column: columnNumber });
    session.post("Debugger.resume");
  });
  await session.post("Debugger.enable");
  for (const place of places) {
    const url = pathToFileURL(file).href;
    const location = { lineNumber: place.line, columnNumber: place.column };
    const { breakpointId } = await session.post("Debugger.setBreakpointByUrl", { url, ...location });
    asked.set(breakpointId, place);
  }
  parentPort.postMessage("ready");
  await done;
  console.log(JSON.stringify(stops));
  session.disconnect();
}
