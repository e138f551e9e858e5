export interface Styles {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
}

/** What `process.stdout` is, as far as it matters here. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A terminal, or a file or pipe that gets plain text only. */
export class Screen {
  readonly #output: Output;
  readonly #isTerminal: boolean;
  readonly styles: Styles;

  constructor(output: Output, env: NodeJS.ProcessEnv) {
    this.#output = output;
    this.#isTerminal = output.isTTY === true && env.TERM !== "dumb";
    const isColoured = this.#isTerminal && !env.NO_COLOR;
    const style = (on: number, off: number) => (text: string) => (isColoured ? `\x1b[${on}m${text}\x1b[${off}m` : text);
    this.styles = { bold: style(1, 22), dim: style(2, 22), red: style(31, 39) };
  }

  print(...lines: readonly string[]): void {
    for (const line of lines) this.#output.write(`${line}\n`);
  }

  /**
   * Shows a line that changes until the work is done, and what it says then: in place on a terminal; otherwise anew,
   * but not more often than every three seconds.
   */
  async progress<T>(line: () => string, work: Promise<T>): Promise<T> {
    let shown = "";
    const show = () => {
      if (line() === shown) return;
      shown = line();
      this.#output.write(this.#isTerminal ? `\r${shown}\x1b[K` : `${shown}\n`);
    };
    if (this.#isTerminal) show();
    const timer = setInterval(show, this.#isTerminal ? 100 : 3000);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      show();
      if (this.#isTerminal) this.print("");
    }
  }
}
