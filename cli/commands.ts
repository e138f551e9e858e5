import { check } from "./check.js";
import type { Command } from "./command.js";
import { diff } from "./diff.js";
import { expand } from "./expand.js";
import { explain } from "./explain.js";
import { explore } from "./explore.js";
import { list } from "./list.js";
import { rules } from "./rules.js";

/** Every command there is, in the order of the help. */
export const commands: readonly Command[] = [list, check, expand, diff, explain, rules, explore];
