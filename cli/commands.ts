import type { Command } from "./command.js";
import { rules } from "./rules.js";

/** Every command there is, in the order of the help. */
export const commands: readonly Command[] = [rules];
