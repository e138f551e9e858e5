/** The variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that holds a branch, except where it holds something else. */
interface BranchSource {
  readonly variable: string;
  /** Not where this one is set, or set to this value: the service then puts a tag's name into `variable`. */
  readonly unless?: { readonly variable: string; readonly is?: string };
}

/** The first of these variables that is set; "" when none is. An empty or blank variable is not set. */
export function firstSet(env: Environment, ...variables: readonly string[]): string {
  for (const variable of variables) {
    const value = env[variable]?.trim();
    if (value) return value;
  }
  return "";
}

/** The commit that the environment names, or "". */
export function commitFromEnvironment(env: Environment): string {
  return firstSet(env, ...COMMIT);
}

/** The branch that the environment names, or "". A tag is not a branch. */
export function branchFromEnvironment(env: Environment): string {
  for (const { variable, unless } of BRANCH) {
    if (unless !== undefined) {
      const other = firstSet(env, unless.variable);
      if (unless.is === undefined ? other !== "" : other === unless.is) continue;
    }
    // Jenkins says `origin/main`; Azure and CodeBuild say `refs/heads/main`.
    const value = firstSet(env, variable).replace(variable === "GIT_BRANCH" ? /^origin\// : /^refs\/heads\//, "");
    // What still has `refs/` before it is a tag or a pull request, not a branch.
    if (value !== "" && !value.startsWith("refs/")) return value;
  }
  return "";
}

const COMMIT: readonly string[] = [
  // Ours, and Autometrics' common one (Google Cloud Build sets it too).
  "AUTOMETRICS_COMMIT",
  "COMMIT_SHA",
  // Build services. Gitea and Forgejo use GitHub's names, Woodpecker uses GitLab's.
  "GITHUB_SHA",
  "CI_COMMIT_SHA",
  "CIRCLE_SHA1",
  "BITBUCKET_COMMIT",
  "BUILDKITE_COMMIT",
  "TRAVIS_COMMIT",
  "DRONE_COMMIT_SHA",
  "BUILD_SOURCEVERSION", // Azure Pipelines
  "CODEBUILD_RESOLVED_SOURCE_VERSION",
  "APPVEYOR_REPO_COMMIT",
  "SEMAPHORE_GIT_SHA",
  "CIRRUS_CHANGE_IN_REPO",
  // Platforms that run the program.
  "VERCEL_GIT_COMMIT_SHA",
  "RENDER_GIT_COMMIT",
  "RAILWAY_GIT_COMMIT_SHA",
  "HEROKU_BUILD_COMMIT",
  "HEROKU_SLUG_COMMIT",
  "CF_PAGES_COMMIT_SHA",
  "AWS_COMMIT_ID", // Amplify
  // Names so general that another tool may mean something else by them come last.
  "GIT_COMMIT", // Jenkins
  "SOURCE_VERSION", // Heroku, while it builds
  "COMMIT_REF", // Netlify
];

const BRANCH: readonly BranchSource[] = [
  { variable: "AUTOMETRICS_BRANCH" },
  { variable: "BRANCH_NAME" },
  // Where a service builds a merge of a pull request, the request's own branch is the one meant.
  { variable: "GITHUB_HEAD_REF" },
  { variable: "GITHUB_REF_NAME", unless: { variable: "GITHUB_REF_TYPE", is: "tag" } },
  { variable: "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME" },
  { variable: "CI_COMMIT_BRANCH" },
  { variable: "CI_COMMIT_REF_NAME", unless: { variable: "CI_COMMIT_TAG" } },
  { variable: "CIRCLE_BRANCH" },
  { variable: "BITBUCKET_BRANCH" },
  { variable: "BUILDKITE_BRANCH", unless: { variable: "BUILDKITE_TAG" } },
  { variable: "TRAVIS_PULL_REQUEST_BRANCH" },
  { variable: "TRAVIS_BRANCH", unless: { variable: "TRAVIS_TAG" } },
  { variable: "DRONE_SOURCE_BRANCH" },
  { variable: "DRONE_BRANCH", unless: { variable: "DRONE_TAG" } },
  { variable: "SYSTEM_PULLREQUEST_SOURCEBRANCH" },
  // Azure's BUILD_SOURCEBRANCHNAME is the last segment only: `x` for `feature/x`.
  { variable: "BUILD_SOURCEBRANCH" },
  { variable: "CODEBUILD_WEBHOOK_HEAD_REF" },
  { variable: "APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH" },
  { variable: "APPVEYOR_REPO_BRANCH", unless: { variable: "APPVEYOR_REPO_TAG", is: "true" } },
  { variable: "SEMAPHORE_GIT_WORKING_BRANCH" },
  { variable: "SEMAPHORE_GIT_BRANCH" },
  { variable: "CIRRUS_BRANCH", unless: { variable: "CIRRUS_TAG" } },
  { variable: "VERCEL_GIT_COMMIT_REF" },
  { variable: "RENDER_GIT_BRANCH" },
  { variable: "RAILWAY_GIT_BRANCH" },
  { variable: "CF_PAGES_BRANCH" },
  { variable: "AWS_BRANCH" }, // Amplify
  { variable: "GIT_LOCAL_BRANCH" }, // Jenkins
  { variable: "GIT_BRANCH" },
];
