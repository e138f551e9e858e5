import { describe } from "vitest";
import { describeRegister, describeTypeStripping } from "../register/programs.js";
import { dimensions } from "./combinations.js";
import { nodeBinary } from "./toolchains.js";

describe.each(dimensions.node)("ts-autometrics/register on Node %s", (major) => {
  describeRegister(nodeBinary(major));
  if (major >= 22) describeTypeStripping(nodeBinary(major));
});
