#!/usr/bin/env node
import { run } from "./run.js";

run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}).then((code) => {
  // Not `process.exit`: what was written to a pipe may not have left yet.
  process.exitCode = code;
});

// `autometrics list | head` closes the pipe early, which is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
