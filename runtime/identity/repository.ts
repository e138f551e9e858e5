const SHORTHAND_HOSTS: Readonly<Record<string, string>> = {
  github: "github.com",
  gitlab: "gitlab.com",
  bitbucket: "bitbucket.org",
  gist: "gist.github.com",
};
const PROVIDERS = ["github", "gitlab", "bitbucket"] as const;

/**
 * A repository's address as one opens it in a browser: `https://github.com/user/repo`. So that every way of
 * writing it gives one label: no `git+`, no `.git`, no query, no fragment; `ssh:`, `git:` and
 * `git@host:path` become `https:` without a port. Nothing of a user name, password or token is left. "" for
 * what is no address: a path on this machine says nothing to others, and what cannot be read might hide a
 * password.
 */
export function repositoryUrl(written: string): string {
  const text = written.trim().replace(/^git\+/i, "");
  // `host.name/path`, as one copies it from a browser.
  if (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/[^/@\s]+\/[^@\s]+$/.test(text)) return webAddress(`https://${text}`);
  if (/^https?:\/\//i.test(text)) return webAddress(text);
  const [, secure = ""] = /^(?:ssh|git):\/\/(.+)$/i.exec(text) ?? [];
  if (secure !== "") return webAddress(`https://${secure}`, { port: false }) || fromScp(secure);
  return fromScp(text);
}

/**
 * The same for what a person declares in package.json's `repository` or in AUTOMETRICS_REPOSITORY_URL: a
 * string, an object with `url`, and the shorthands
 * `user/repo`, `github:user/repo`, `gitlab:…`, `bitbucket:…`, `gist:…`.
 */
export function declaredRepositoryUrl(repository: unknown): string {
  if (typeof repository === "object" && repository !== null && "url" in repository) {
    return typeof repository.url === "string" ? fromShorthandOrUrl(repository.url) : "";
  }
  return typeof repository === "string" ? fromShorthandOrUrl(repository) : "";
}

/** Who hosts a repository, by the name in its host: `gitlab.example.com` counts as gitlab. "" for others. */
export function repositoryProvider(url: string): string {
  if (!URL.canParse(url)) return "";
  const words = new URL(url).hostname.split(/[.-]/);
  return PROVIDERS.find((provider) => words.includes(provider)) ?? "";
}

function fromShorthandOrUrl(written: string): string {
  const [, host = "github", path] =
    /^(?:(github|gitlab|bitbucket|gist):)?(?:[^@/]*@)?([\w-][\w.-]*(?:\/[\w.-]+)*)(?:#.*)?$/i.exec(written.trim()) ??
    [];
  const isShort = path !== undefined && (written.includes(`${host}:`) || path.split("/").length === 2);
  return isShort ? webAddress(`https://${SHORTHAND_HOSTS[host.toLowerCase()]}/${path}`) : repositoryUrl(written);
}

/** `git@host:user/repo`. Without `user@` the host needs a dot: `C:\repo` and names from ssh's configuration have none. */
function fromScp(text: string): string {
  const [, user, host = "", path = ""] = /^(?:([^@/\s]*)@)?([^:/@\s]+):(?!\/\/)\/*([^@\s]+)$/.exec(text) ?? [];
  if (host === "" || (user === undefined && !host.includes("."))) return "";
  return webAddress(`https://${host}/${path}`);
}

function webAddress(text: string, keep: { port: boolean } = { port: true }): string {
  if (!URL.canParse(text)) return "";
  const url = new URL(text);
  const path = url.pathname.replace(/\/+$/, "").replace(/\.git$/i, "");
  // `https://user:12/34@host/repo`: an unescaped slash in a password moves the rest of it into the path.
  if (path === "" || /^\/[^/]+@/.test(path)) return "";
  return `${url.protocol}//${keep.port ? url.host : url.hostname}${path}`;
}
