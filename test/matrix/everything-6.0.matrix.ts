import { testEverything } from "./everything.js";

testEverything("typescript 6.0, ts-patch 4.0");
