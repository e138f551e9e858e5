import { expect, test } from "vitest";
import { branchFromEnvironment, commitFromEnvironment } from "../../../runtime/identity/environment.js";
import { folderWith, gitFolder } from "./checkout.js";

const PACKAGE = { name: "from-package", version: "1.2.3", repository: "acme/from-package" };

test("each value comes from its AUTOMETRICS_ variable before anything else", () => {
  const program = folderWith({ "package.json": PACKAGE, ...gitFolder() });
  const env = {
    AUTOMETRICS_SERVICE_NAME: "shop",
    OTEL_SERVICE_NAME: "other",
    AUTOMETRICS_VERSION: "9.9.9",
    AUTOMETRICS_COMMIT: "c1",
    COMMIT_SHA: "c2",
    AUTOMETRICS_BRANCH: "b1",
    BRANCH_NAME: "b2",
    AUTOMETRICS_REPOSITORY_URL: "https://gitlab.com/acme/shop",
    AUTOMETRICS_REPOSITORY_PROVIDER: "mine",
  };
  expect(program.identity({ env })).toEqual({
    serviceName: "shop",
    version: "9.9.9",
    commit: "c1",
    branch: "b1",
    repositoryUrl: "https://gitlab.com/acme/shop",
    repositoryProvider: "mine",
  });
});

test("OTEL_SERVICE_NAME comes before the package's name", () => {
  const program = folderWith({ "package.json": PACKAGE });
  expect(program.identity({ env: { OTEL_SERVICE_NAME: "shop" } }).serviceName).toBe("shop");
});

test("an empty or blank variable is not set", () => {
  const program = folderWith({ "package.json": PACKAGE, ...gitFolder() });
  const env = {
    AUTOMETRICS_SERVICE_NAME: "",
    OTEL_SERVICE_NAME: " ",
    AUTOMETRICS_VERSION: "",
    AUTOMETRICS_COMMIT: "",
    AUTOMETRICS_BRANCH: "",
    AUTOMETRICS_REPOSITORY_URL: "",
    AUTOMETRICS_REPOSITORY_PROVIDER: "",
  };
  expect(program.identity({ env })).toEqual(program.identity({ env: {} }));
});

test("without any source every value is empty", () => {
  expect(folderWith({}).identity()).toEqual({
    serviceName: "",
    version: "",
    commit: "",
    branch: "",
    repositoryUrl: "",
    repositoryProvider: "",
  });
});

test("a repository address in the environment loses its credentials", () => {
  const env = { AUTOMETRICS_REPOSITORY_URL: "https://user:secret@github.com/acme/shop.git?token=secret" };
  expect(folderWith({}).identity({ env }).repositoryUrl).toBe("https://github.com/acme/shop");
});

test("a repository address in the environment that cannot be read is passed by", () => {
  const program = folderWith({ "package.json": PACKAGE });
  const env = { AUTOMETRICS_REPOSITORY_URL: "https://user:sec/ret@host/x" };
  expect(program.identity({ env }).repositoryUrl).toBe("https://github.com/acme/from-package");
});

test.each([
  "COMMIT_SHA",
  "GITHUB_SHA",
  "CI_COMMIT_SHA",
  "CIRCLE_SHA1",
  "BITBUCKET_COMMIT",
  "BUILDKITE_COMMIT",
  "GIT_COMMIT",
  "TRAVIS_COMMIT",
  "DRONE_COMMIT_SHA",
  "BUILD_SOURCEVERSION",
  "CODEBUILD_RESOLVED_SOURCE_VERSION",
  "VERCEL_GIT_COMMIT_SHA",
  "RENDER_GIT_COMMIT",
  "RAILWAY_GIT_COMMIT_SHA",
  "HEROKU_SLUG_COMMIT",
  "SOURCE_VERSION",
])("%s is a commit", (variable) => {
  expect(commitFromEnvironment({ [variable]: "abc123" })).toBe("abc123");
});

test.each([
  "BRANCH_NAME",
  "GITHUB_HEAD_REF",
  "GITHUB_REF_NAME",
  "CI_COMMIT_REF_NAME",
  "CIRCLE_BRANCH",
  "BITBUCKET_BRANCH",
  "BUILDKITE_BRANCH",
  "TRAVIS_BRANCH",
  "DRONE_BRANCH",
  "VERCEL_GIT_COMMIT_REF",
  "RENDER_GIT_BRANCH",
  "RAILWAY_GIT_BRANCH",
  "GIT_BRANCH",
])("%s is a branch", (variable) => {
  expect(branchFromEnvironment({ [variable]: "feature/x" })).toBe("feature/x");
});

test.each<[string, Record<string, string>]>([
  ["GitHub", { GITHUB_REF_NAME: "12/merge", GITHUB_HEAD_REF: "feature/x" }],
  ["GitLab", { CI_COMMIT_REF_NAME: "refs/merge", CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "feature/x" }],
  ["Travis", { TRAVIS_BRANCH: "main", TRAVIS_PULL_REQUEST_BRANCH: "feature/x" }],
  ["Azure", { BUILD_SOURCEBRANCH: "refs/pull/12/merge", SYSTEM_PULLREQUEST_SOURCEBRANCH: "refs/heads/feature/x" }],
])("the branch of a pull request on %s is the request's own", (_service, env) => {
  expect(branchFromEnvironment(env)).toBe("feature/x");
});

test.each<[string, Record<string, string>]>([
  ["GitHub", { GITHUB_REF_NAME: "v1.0", GITHUB_REF_TYPE: "tag" }],
  ["GitLab", { CI_COMMIT_REF_NAME: "v1.0", CI_COMMIT_TAG: "v1.0" }],
  ["Buildkite", { BUILDKITE_BRANCH: "v1.0", BUILDKITE_TAG: "v1.0" }],
  ["Travis", { TRAVIS_BRANCH: "v1.0", TRAVIS_TAG: "v1.0" }],
  ["Azure", { BUILD_SOURCEBRANCH: "refs/tags/v1.0" }],
])("a tag built on %s is not a branch", (_service, env) => {
  expect(branchFromEnvironment(env)).toBe("");
});

test("the remote's name is not part of Jenkins' branch", () => {
  expect(branchFromEnvironment({ GIT_BRANCH: "origin/feature/x" })).toBe("feature/x");
});

test("refs/heads/ is not part of a branch", () => {
  expect(branchFromEnvironment({ BUILD_SOURCEBRANCH: "refs/heads/feature/x" })).toBe("feature/x");
});
