import { describe } from "vitest";
import { describeRegister } from "./programs.js";

describe("ts-autometrics/register", () => describeRegister(process.execPath));
