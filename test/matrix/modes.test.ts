import { testModes } from "./modes.js";
import { ownToolchain } from "./toolchains.js";

const toolchain = ownToolchain();
testModes("the installed compiler", toolchain, process.execPath);
