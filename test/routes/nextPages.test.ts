import { nextPages } from "./builds/nextPages.js";
import { describeFramework } from "./framework.js";

describeFramework(nextPages);
