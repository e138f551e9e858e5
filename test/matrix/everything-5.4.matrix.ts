import { testEverything } from "./everything.js";

testEverything("typescript 5.4, ts-patch 3.3");
