import { check } from "./check.js";
import type { Command } from "./command.js";
import { dashboards } from "./dashboards.js";
import { diff } from "./diff.js";
import { expand } from "./expand.js";
import { explain } from "./explain.js";
import { explore } from "./explore.js";
import { init } from "./init.js";
import { list } from "./list.js";
import { rules } from "./rules.js";
import { slo } from "./slo.js";

/** Every command there is, in the order of the help. */
export const commands: readonly Command[] = [init, list, check, expand, diff, explain, rules, dashboards, slo, explore];
