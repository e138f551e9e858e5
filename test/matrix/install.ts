/** Before the tests of the matrix: installs what they build and run with. */
import { dimensions } from "./combinations.js";
import { allTools, installBundlers, installNodes, installOthers, installTools, packInCache } from "./toolchains.js";

export default async function setup(): Promise<void> {
  const tarball = await packInCache();
  await installTools(tarball, allTools);
  await installBundlers(tarball);
  await installOthers(tarball);
  await installNodes(dimensions.node);
}
