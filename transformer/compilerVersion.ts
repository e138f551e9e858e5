import { codes } from "./diagnostics/codes.js";
import type { Problem } from "./diagnostics/problem.js";

/** Why a version of TypeScript cannot be worked with; nothing when it can. */
export function versionProblem(version: string): Problem | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < 5 || (major === 5 && minor < 4);
  if (!isOld && major < 7) return undefined;
  const why = isOld ? "is older than 5.4" : "is the native compiler, which takes no transformers";
  const message = `TypeScript ${version} ${why}; build with TypeScript 6: npm install -D typescript@6 ts-patch`;
  return { code: codes.compilerVersion, message, mend: "configuration" };
}
