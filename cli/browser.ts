import { spawn } from "node:child_process";

/** What opens an address in the user's browser: a program and its arguments, with no shell between. */
function opener(platform: NodeJS.Platform, url: string): readonly [program: string, ...args: string[]] {
  if (platform === "darwin") return ["open", url];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}

/** Tries to. Where there is no browser, the address that was printed is enough. */
export function openBrowser(url: string, platform = process.platform): void {
  const [program, ...args] = opener(platform, url);
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
