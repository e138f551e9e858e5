import { execFileSync } from "node:child_process";

/**
 * The path of a Node 24, which follows callers in another way than those before: this one, or one that npm keeps outside
 * of the repository. Where there is none for the machine, this one has to do, and the tables name it.
 */
export function node24(say) {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}@24`;
  say(`npm exec --package=${name}`);
  try {
    // One command line, as npm is a script of the shell's on Windows.
    const command = `npm exec --yes --package=${name} -- node -p process.execPath`;
    return execFileSync(command, { encoding: "utf8", shell: true, stdio: ["ignore", "pipe", "inherit"] }).trim();
  } catch {
    say(`there is no ${name}: callers are measured on Node ${process.versions.node}`);
    return process.execPath;
  }
}
