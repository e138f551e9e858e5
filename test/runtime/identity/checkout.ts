import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { diskFiles, type Files } from "../../../runtime/identity/files.js";
import { findIdentity, type Identity } from "../../../runtime/identity/identity.js";

export const COMMIT_A = "a".repeat(40);
export const COMMIT_B = "b".repeat(40);

/** A folder with these files, gone after the test. A value that is an object is written as JSON. */
export function folderWith(contents: Readonly<Record<string, string | object>>) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "identity-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const path = (name: string) => join(root, name);

  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content));
  }

  return {
    path,
    link(from: string, to: string) {
      mkdirSync(dirname(path(from)), { recursive: true });
      symlinkSync(path(to), path(from));
    },
    /** The identity of a program here. What lies above the folder is not seen: a machine may have anything there. */
    identity(program: { main?: string; cwd?: string; env?: Record<string, string> } = {}): Identity {
      const files: Files = {
        read: (file) => (file.startsWith(root) ? diskFiles.read(file) : undefined),
        realPath: diskFiles.realPath,
      };
      return findIdentity({
        env: program.env ?? {},
        mainPath: program.main === undefined ? undefined : path(program.main),
        cwd: path(program.cwd ?? "."),
        files,
      });
    },
  };
}

/** A repository on `main` at COMMIT_A, as `git init` and a commit leave it. */
export function gitFolder(folder = ".git"): Record<string, string> {
  return {
    [`${folder}/HEAD`]: "ref: refs/heads/main\n",
    [`${folder}/refs/heads/main`]: `${COMMIT_A}\n`,
    [`${folder}/config`]: '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/acme/shop.git\n',
  };
}
