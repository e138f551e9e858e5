import { expect, test } from "vitest";
import { declaredRepositoryUrl, repositoryProvider, repositoryUrl } from "../../../runtime/identity/repository.js";

const SHOP = "https://github.com/acme/shop";

test.each([
  SHOP,
  `${SHOP}.git`,
  `${SHOP}/`,
  `git+${SHOP}.git`,
  `${SHOP}#main`,
  "https://GitHub.com/acme/shop",
  "git://github.com/acme/shop.git",
  "ssh://git@github.com/acme/shop.git",
  "ssh://git@github.com:22/acme/shop.git",
  "git+ssh://git@github.com/acme/shop.git",
  "git+ssh://git@github.com:acme/shop.git",
  "git@github.com:acme/shop.git",
  "github.com:acme/shop",
  "github.com/acme/shop",
])("%s is written as one opens it in a browser", (written) => {
  expect(repositoryUrl(written)).toBe(SHOP);
});

test.each([
  "https://user:secret@github.com/acme/shop.git",
  "https://secret@github.com/acme/shop.git",
  "https://x-access-token:secret@github.com/acme/shop",
  "https://user:sec@ret@github.com/acme/shop",
  "git+https://oauth2:secret@github.com/acme/shop.git",
  "ssh://user:secret@github.com/acme/shop",
  "ssh://user:secret@github.com:acme/shop",
  "user:secret@github.com:acme/shop.git",
  "https://github.com/acme/shop?private_token=secret",
  "https://github.com/acme/shop.git?a=b&access_token=secret#secret",
])("nothing is left of the credentials in %s", (written) => {
  expect(repositoryUrl(written)).toBe(SHOP);
  expect(declaredRepositoryUrl(written)).toBe(SHOP);
});

test.each([
  "https://user:sec/ret@github.com/acme/shop",
  "https://user:12/34@github.com/acme/shop",
  "ssh://user:sec/ret@github.com/acme/shop",
  "ssh://user:12/34@github.com/acme/shop",
  "user:secret@github.com/acme/shop",
])("what cannot be told from a password is not shown: %s", (written) => {
  expect(repositoryUrl(written)).toBe("");
});

test.each([
  "",
  "/srv/git/shop.git",
  "../shop",
  "./acme/shop",
  "file:///srv/git/shop.git",
  "C:\\git\\shop",
  "C:/git/shop",
  "alias:acme/shop",
  "https://github.com/",
  "https://",
  "javascript:alert(1)",
])("what is no address to others is not shown: %s", (written) => {
  expect(repositoryUrl(written)).toBe("");
});

test("a web address keeps its port, one for ssh does not", () => {
  expect(repositoryUrl("https://git.example.com:8443/a/b.git")).toBe("https://git.example.com:8443/a/b");
  expect(repositoryUrl("ssh://git@git.example.com:2222/a/b.git")).toBe("https://git.example.com/a/b");
});

test.each([
  ["acme/shop", SHOP],
  ["acme/shop#semver:^1", SHOP],
  ["github:acme/shop", SHOP],
  ["gitlab:acme/team/shop", "https://gitlab.com/acme/team/shop"],
  ["bitbucket:acme/shop", "https://bitbucket.org/acme/shop"],
  ["gist:11081aaa281", "https://gist.github.com/11081aaa281"],
  ["github:user:secret@acme/shop", SHOP],
  [`git+${SHOP}.git`, SHOP],
  ["git@github.com:acme/shop.git", SHOP],
])("package.json's shorthand %s is %s", (written, url) => {
  expect(declaredRepositoryUrl(written)).toBe(url);
  expect(declaredRepositoryUrl({ type: "git", url: written, directory: "apps/shop" })).toBe(url);
});

test("a git remote has no shorthands: there it is a folder", () => {
  expect(repositoryUrl("acme/shop")).toBe("");
});

test.each([undefined, null, 7, [], {}, { url: 7 }, "./acme", "file:../shop"])("%j is no repository", (written) => {
  expect(declaredRepositoryUrl(written)).toBe("");
});

test.each([
  ["https://github.com/a/b", "github"],
  ["https://gitlab.com/a/b", "gitlab"],
  ["https://bitbucket.org/a/b", "bitbucket"],
  ["https://gitlab.example.com/a/b", "gitlab"],
  ["https://my-gitlab.example.com/a/b", "gitlab"],
  ["https://notgithub.com/a/b", ""],
  ["https://example.com/github/b", ""],
  ["", ""],
])("the provider of %s is %j", (url, provider) => {
  expect(repositoryProvider(url)).toBe(provider);
});
