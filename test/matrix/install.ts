/** Before the tests of the matrix: installs what they build and run with. */
import { dimensions } from "./combinations.js";
import { allTools, installNodes, installTools } from "./toolchains.js";

export default async function setup(): Promise<void> {
  await installTools(allTools);
  await installNodes(dimensions.node);
}
