import { testEverything } from "./everything.js";

testEverything("typescript 5.9, ts-patch 3.3");
