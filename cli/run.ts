/** From a command line to a command, and from what goes wrong to a sentence and an exit code. */
import { parseArgs } from "node:util";
import { didYouMean } from "../transformer/diagnostics/suggest.js";
import { type Command, CommandError, type Io, type OptionValues, UsageError } from "./command.js";
import { commands } from "./commands.js";

/** Set by the build. */
declare const packageVersion: string;

/** Runs one command line. Never throws; gives the exit code: 0, 1 when the command found something wrong, 2 when it could not do its work. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const about = commands.find((command) => command.name === rest[0]);
    io.out(about === undefined ? overview() : about.help);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    io.out(`${packageVersion}\n`);
    return 0;
  }
  const command = commands.find((command) => command.name === name);
  if (command === undefined) {
    const names = commands.map((command) => command.name);
    io.err(
      `autometrics: unknown command '${name}'; ${didYouMean(name, names) ?? `the commands are ${names.join(", ")}`}\n`,
    );
    return 2;
  }
  try {
    return await runCommand(command, rest, io);
  } catch (error) {
    io.err(`autometrics ${name}: ${explain(error, command, io)}\n`);
    return 2;
  }
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<number> {
  const options: Command["options"] = { ...command.options, help: { type: "boolean", short: "h" } };
  const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  const { positionals } = parsed;
  const values: OptionValues = parsed.values;
  if (values.help === true) {
    io.out(command.help);
    return 0;
  }
  return command.run({ values, positionals, io });
}

function explain(error: unknown, { name }: Command, io: Io): string {
  if (error instanceof CommandError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof UsageError || (error instanceof TypeError && "code" in error);
  if (isUsage) return `${message}\nSee 'autometrics ${name} --help'.`;
  if (io.env.AUTOMETRICS_DEBUG && error instanceof Error) return error.stack ?? message;
  return `${message}\nThis is a defect of ts-autometrics; with AUTOMETRICS_DEBUG=1 it says more.`;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Usage: autometrics COMMAND [OPTION]…",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "'autometrics COMMAND --help' says more about one.",
    "",
  ].join("\n");
}
