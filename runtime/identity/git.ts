import { isAbsolute, join, resolve } from "node:path";
import { type Files, upward } from "./files.js";
import { parseGitConfig } from "./gitConfig.js";

/** What the files of a git checkout say; "" where they do not. */
export interface GitFacts {
  readonly commit: string;
  /** "" when HEAD is detached. */
  readonly branch: string;
  /** The `origin` remote as it is written, credentials and all. */
  readonly origin: string;
}

const NOTHING: GitFacts = { commit: "", branch: "", origin: "" };
/** 40 digits, or 64 in a repository that hashes with SHA-256. */
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The checkout a path lies in, read from its `.git` files; no git is run. */
export function gitFacts(path: string, files: Files): GitFacts {
  const folder = gitFolder(path, files);
  if (folder === undefined) return NOTHING;
  // A linked worktree has a HEAD of its own and shares branches and configuration with the repository.
  const common = resolve(folder, files.read(join(folder, "commondir"))?.trim() || ".");
  const head = files.read(join(folder, "HEAD"))?.trim() ?? "";
  const branch = refOf(head);
  return {
    commit: commitOf(head, folder, common, files),
    branch: branch?.startsWith("refs/heads/") ? branch.slice("refs/heads/".length) : "",
    origin: originOf(files.read(join(common, "config")) ?? ""),
  };
}

function gitFolder(path: string, files: Files): string | undefined {
  for (const folder of upward(path)) {
    const entry = join(folder, ".git");
    const text = files.read(entry);
    if (text === undefined) continue;
    // A worktree's or submodule's `.git` is a file that names the folder.
    const named = /^gitdir: (.+)/.exec(text)?.[1]?.trim();
    if (named !== undefined) return isAbsolute(named) ? named : resolve(folder, named);
    // Git, too, looks further up when `.git` is a folder that is no repository.
    if (files.read(join(entry, "HEAD")) !== undefined) return entry;
  }
  return undefined;
}

/** What `ref: refs/heads/main` names; nothing for a commit. */
function refOf(text: string): string | undefined {
  const ref = /^ref:\s*(refs\/\S+)$/.exec(text)?.[1];
  // A repository in the reftable format has `.invalid` here, and its refs where no text file is.
  return ref === undefined || ref === "refs/heads/.invalid" || ref.split("/").includes("..") ? undefined : ref;
}

function commitOf(head: string, folder: string, common: string, files: Files): string {
  let text = head;
  // A ref may name another ref; git itself follows five.
  for (let step = 0; step <= 5; step++) {
    if (COMMIT.test(text)) return text;
    const ref = refOf(text);
    if (ref === undefined) return "";
    const loose = files.read(join(folder, ref)) || files.read(join(common, ref));
    text = loose?.trim() || packedRef(ref, common, files);
  }
  return "";
}

function packedRef(ref: string, common: string, files: Files): string {
  for (const line of (files.read(join(common, "packed-refs")) ?? "").split("\n")) {
    const [commit = "", name] = line.trim().split(" ");
    if (name === ref) return commit;
  }
  return "";
}

function originOf(config: string): string {
  for (const { section, subsection, key, value } of parseGitConfig(config)) {
    // An empty value is git's way of taking back what came before it.
    if (section === "remote" && subsection === "origin" && key === "url" && value !== "") return value;
  }
  return "";
}
