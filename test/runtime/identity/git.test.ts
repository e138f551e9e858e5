import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMIT_A, COMMIT_B, folderWith, gitFolder } from "./checkout.js";

test("commit, branch and repository are read from the checkout around the package", () => {
  const program = folderWith({
    ...gitFolder(),
    "apps/shop/package.json": { name: "shop" },
    "apps/shop/dist/server.js": "",
  });
  expect(program.identity({ main: "apps/shop/dist/server.js" })).toMatchObject({
    commit: COMMIT_A,
    branch: "main",
    repositoryUrl: "https://github.com/acme/shop",
    repositoryProvider: "github",
  });
});

test("the checkout in the working directory is not that of a package elsewhere", () => {
  const program = folderWith({
    "shop/package.json": { name: "shop" },
    "shop/server.js": "",
    ...gitFolder("other/.git"),
  });
  expect(program.identity({ main: "shop/server.js", cwd: "other" }).commit).toBe("");
});

test("without a package the checkout is read from the working directory", () => {
  expect(folderWith(gitFolder()).identity().commit).toBe(COMMIT_A);
});

test("a branch may have slashes in its name", () => {
  const program = folderWith({
    ".git/HEAD": "ref: refs/heads/feature/x\n",
    ".git/refs/heads/feature/x": `${COMMIT_B}\n`,
  });
  expect(program.identity()).toMatchObject({ commit: COMMIT_B, branch: "feature/x" });
});

test("a detached HEAD has a commit and no branch", () => {
  expect(folderWith({ ...gitFolder(), ".git/HEAD": `${COMMIT_B}\n` }).identity()).toMatchObject({
    commit: COMMIT_B,
    branch: "",
  });
});

test("a branch without a commit yet has a name and no commit", () => {
  expect(folderWith({ ".git/HEAD": "ref: refs/heads/main\n" }).identity()).toMatchObject({
    commit: "",
    branch: "main",
  });
});

test("a packed ref is found, past comments and peeled tags", () => {
  const program = folderWith({
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/packed-refs": [
      "# pack-refs with: peeled fully-peeled sorted",
      `${COMMIT_B} refs/heads/main-2`,
      `${COMMIT_B} refs/tags/v1`,
      `^${COMMIT_B}`,
      `${COMMIT_A} refs/heads/main`,
      "",
    ].join("\r\n"),
  });
  expect(program.identity().commit).toBe(COMMIT_A);
});

test("a ref's own file comes before the packed one", () => {
  const program = folderWith({ ...gitFolder(), ".git/packed-refs": `${COMMIT_B} refs/heads/main\n` });
  expect(program.identity().commit).toBe(COMMIT_A);
});

test("a ref that names another is followed", () => {
  const program = folderWith({
    ...gitFolder(),
    ".git/HEAD": "ref: refs/heads/alias\n",
    ".git/refs/heads/alias": "ref: refs/heads/main\n",
  });
  expect(program.identity()).toMatchObject({ commit: COMMIT_A, branch: "alias" });
});

test("refs that name each other end", () => {
  const program = folderWith({ ".git/HEAD": "ref: refs/heads/a\n", ".git/refs/heads/a": "ref: refs/heads/a\n" });
  expect(program.identity().commit).toBe("");
});

test("a commit of a SHA-256 repository is read", () => {
  const program = folderWith({ ".git/HEAD": `${"c".repeat(64)}\n` });
  expect(program.identity().commit).toBe("c".repeat(64));
});

test.each(["../main", "absolute"])(
  "a linked worktree has its own HEAD and the repository's refs and remote (%s)",
  (kind) => {
    const program = folderWith({
      ...gitFolder("main/.git"),
      "main/.git/refs/heads/topic": `${COMMIT_B}\n`,
      "main/.git/worktrees/topic/HEAD": "ref: refs/heads/topic\n",
      "main/.git/worktrees/topic/commondir": "../..\n",
      "topic/package.json": { name: "shop" },
    });
    const main = kind === "absolute" ? program.path("main") : kind;
    writeFileSync(program.path("topic/.git"), `gitdir: ${main}/.git/worktrees/topic\n`);
    expect(program.identity({ cwd: "topic" })).toMatchObject({
      commit: COMMIT_B,
      branch: "topic",
      repositoryUrl: "https://github.com/acme/shop",
    });
  },
);

test("a submodule is its own repository", () => {
  const program = folderWith({
    ...gitFolder(),
    ".git/modules/lib/HEAD": `${COMMIT_B}\n`,
    ".git/modules/lib/config": '[remote "origin"]\n\turl = git@gitlab.com:acme/lib.git\n',
    "lib/.git": "gitdir: ../.git/modules/lib\n",
    "lib/package.json": { name: "lib" },
  });
  expect(program.identity({ cwd: "lib" })).toMatchObject({
    commit: COMMIT_B,
    branch: "",
    repositoryUrl: "https://gitlab.com/acme/lib",
    repositoryProvider: "gitlab",
  });
});

test("a .git folder that is no repository is passed by", () => {
  expect(folderWith({ ...gitFolder(), "shop/.git/hooks/x": "" }).identity({ cwd: "shop" }).commit).toBe(COMMIT_A);
});

test.each([
  ["points nowhere", { ".git": "gitdir: gone\n" }],
  ["is empty", { ".git/HEAD": "" }],
  ["is garbage", { ".git/HEAD": "\u0000\u0001garbage" }],
  ["leads out of the repository", { ".git/HEAD": "ref: refs/../../secret\n", secret: COMMIT_A }],
  ["is a reftable's", { ".git/HEAD": "ref: refs/heads/.invalid\n" }],
])("a HEAD that %s gives nothing", (_what, contents) => {
  expect(folderWith(contents).identity()).toMatchObject({ commit: "", branch: "" });
});

test("package.json's repository comes before git's remote", () => {
  const program = folderWith({ ...gitFolder(), "package.json": { name: "shop", repository: "acme/published" } });
  expect(program.identity().repositoryUrl).toBe("https://github.com/acme/published");
});

test("a token in the remote's address is not shown", () => {
  const program = folderWith({
    ...gitFolder(),
    ".git/config": '[remote "origin"]\nurl = "https://x-access-token:s3cret@github.com/acme/shop"\n',
  });
  expect(program.identity().repositoryUrl).toBe("https://github.com/acme/shop");
});
