import type { ParseArgsConfig } from "node:util";

/** A subcommand of `autometrics`. One file each; cli/main.ts lists them. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `autometrics NAME --help` prints: usage, arguments, every option with its default, exit codes, an example. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** Gives the process's exit code: 0 done, 1 found something wrong in what it looked at. */
  run(call: Call): Promise<number> | number;
}

export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** A command line after parsing. */
export interface Call {
  readonly values: OptionValues;
  readonly positionals: readonly string[];
  readonly io: Io;
}

/** What a command may touch of the process. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes to stdout: the command's result. */
  out(text: string): void;
  /** Writes to stderr: everything else. */
  err(text: string): void;
}

/** A command line that cannot be carried out: said in one sentence, with the way to the help, and exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What kept a command from its work (a file, a server): said in one sentence, without a stack, and exit code 2. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** The value of an option that takes a text. */
export function textOption({ values }: Call, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The values of an option that may be given several times. */
export function textOptions({ values }: Call, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function flag({ values }: Call, name: string): boolean {
  return values[name] === true;
}
