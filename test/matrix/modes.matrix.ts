import { testModes } from "./modes.js";
import { allTools, nodeBinary, toolchain } from "./toolchains.js";

for (const tools of allTools) testModes(tools, toolchain(tools), nodeBinary(24));
