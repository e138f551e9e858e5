// `node runner.mjs program.js` runs a program, and hands over on file descriptor 3 what a scrape gives when the program
// has nothing left to do. It loads prom-client first and the runtime not at all: that is the program's business.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import prometheus from "prom-client";

process.once("beforeExit", async () => writeFileSync(3, await prometheus.register.metrics()));
await import(pathToFileURL(process.argv[2]).href);
