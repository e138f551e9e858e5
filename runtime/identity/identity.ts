import { branchFromEnvironment, commitFromEnvironment, type Environment, firstSet } from "./environment.js";
import type { Files } from "./files.js";
import { type GitFacts, gitFacts } from "./git.js";
import { isInstalled, nearestPackage, type PackageFacts, placesToLook } from "./package.js";
import { declaredRepositoryUrl, repositoryProvider, repositoryUrl } from "./repository.js";

/** What a program says of itself in `service_name` and `build_info`. "" where it is not known. */
export interface Identity {
  readonly serviceName: string;
  readonly version: string;
  /** As the source gives it: CI's variables and git's files have all 40 digits. */
  readonly commit: string;
  /** "" when HEAD is detached, and for a tag. */
  readonly branch: string;
  /** As one opens it in a browser, without credentials: `https://github.com/user/repo`. */
  readonly repositoryUrl: string;
  /** `github`, `gitlab` or `bitbucket`, or what AUTOMETRICS_REPOSITORY_PROVIDER says. */
  readonly repositoryProvider: string;
}

/** The process and machine that an identity is found in. */
export interface Surroundings {
  readonly env: Environment;
  /** The main module's absolute path; `undefined` where there is none (REPL, `node -e`). */
  readonly mainPath: string | undefined;
  /** The working directory; "" when it is gone. */
  readonly cwd: string;
  readonly files: Files;
}

/** Finds each value in its sources, first found wins: environment, package.json, `.git` files. Never throws. */
export function findIdentity({ env, mainPath, cwd, files }: Surroundings): Identity {
  const places = placesToLook(mainPath, cwd, files);
  const found = firstPackage(places, files);
  const git = lazily(() => gitOf(found?.folder ?? places[0] ?? "", files));
  const url =
    declaredRepositoryUrl(firstSet(env, "AUTOMETRICS_REPOSITORY_URL")) ||
    declaredRepositoryUrl(found?.repository) ||
    repositoryUrl(git().origin);
  return {
    serviceName: firstSet(env, "AUTOMETRICS_SERVICE_NAME", "OTEL_SERVICE_NAME") || (found?.name ?? ""),
    version: firstSet(env, "AUTOMETRICS_VERSION") || (found?.version ?? ""),
    commit: commitFromEnvironment(env) || git().commit,
    branch: branchFromEnvironment(env) || git().branch,
    repositoryUrl: url,
    repositoryProvider: firstSet(env, "AUTOMETRICS_REPOSITORY_PROVIDER") || repositoryProvider(url),
  };
}

function firstPackage(places: readonly string[], files: Files): PackageFacts | undefined {
  for (const place of places) {
    const found = nearestPackage(place, files);
    if (found !== undefined) return found;
  }
  return undefined;
}

function gitOf(folder: string, files: Files): GitFacts {
  // A tool installed under a version manager lies in that manager's checkout, whose commit is not the tool's.
  return isInstalled(folder) ? { commit: "", branch: "", origin: "" } : gitFacts(folder, files);
}

function lazily<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
