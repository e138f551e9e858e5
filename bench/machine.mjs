import { readFileSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";

/** What the numbers were measured on, as one line. */
export function machine() {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `${cpu?.model.trim()}, ${cpus().length} cores, ${gigabytes} GiB, ${system()}, Node ${process.versions.node}, ${date}`;
}

function system() {
  try {
    const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
    if (name) return `${name} (kernel ${release()})`;
  } catch {
    // Not Linux.
  }
  return `${platform()} ${release()}`;
}
