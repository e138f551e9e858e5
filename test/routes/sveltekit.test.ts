import { buildHere } from "./builds/build.js";
import { sveltekit, sveltekitBuild } from "./builds/sveltekit.js";
import { describeFramework } from "./framework.js";

describeFramework({ ...sveltekit, build: () => buildHere(sveltekitBuild) });
