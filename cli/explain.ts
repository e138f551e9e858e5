import diagnostics from "../docs/diagnostics.md?raw";
import { codes } from "../transformer/diagnostics/codes.js";
import { codeBase } from "../transformer/diagnostics/report.js";
import { type Call, type Command, UsageError } from "./command.js";

export const explain: Command = {
  name: "explain",
  summary: "what a diagnostic means and how to mend it",
  help: `Usage: autometrics explain CODE

Prints what docs/diagnostics.md says of a diagnostic: when it is reported, an example, the
mend. CODE is as the compiler prints it, AM1003 or TS91003.

Options:
  -h, --help           this text

Exit code: 0, or 2 when there is no such code.

Example:
  autometrics explain AM1003
`,
  options: {},
  run,
};

function run({ positionals: [code, ...more], io }: Call): number {
  if (code === undefined) throw new UsageError("name the diagnostic's code, such as AM1003");
  if (more.length > 0) throw new UsageError("name one code");
  const section = sectionOf(numberOf(code));
  if (section === undefined) {
    const all = Object.values(codes).map((known) => `AM${known}`);
    throw new UsageError(`there is no diagnostic ${code}; there are ${all.join(", ")}`);
  }
  io.out(`${section}\n`);
  return 0;
}

/** `AM1003`, `TS91003` and `1003` are one. */
function numberOf(code: string): number {
  const number = Number(/^(?:AM|TS)?(\d+)$/i.exec(code)?.[1]);
  return number > codeBase ? number - codeBase : number;
}

function sectionOf(code: number): string | undefined {
  const sections = diagnostics.split(/^(?=##+ )/m);
  return sections
    .find((section) => section.startsWith(`### AM${code}\n`))
    ?.slice("### ".length)
    .trimEnd();
}
