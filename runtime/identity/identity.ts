export function readIdentity() {
  return { serviceName: "", version: "", commit: "", branch: "", repositoryUrl: "", repositoryProvider: "" };
}
