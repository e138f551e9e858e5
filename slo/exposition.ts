/** The text that a scrape of `/metrics` gets: Prometheus' text format 0.0.4 and 1.0.0, and OpenMetrics 1.0. */

export interface Sample {
  /** The series' own name: of a histogram `…_bucket`, `…_sum` or `…_count`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface MetricFamily {
  /** A counter's ends in `_total` where its samples do, though OpenMetrics declares it without. */
  readonly name: string;
  /** As declared, `unknown` where it is not. */
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * Reads the families of a scrape, by name. Timestamps and exemplars are passed over.
 *
 * @throws ExpositionError for a line that is not of the format.
 */
export function parseExposition(text: string): Map<string, MetricFamily> {
  const families = new Map<string, Family>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    if (line.startsWith("#")) readComment(line, families);
    else {
      const sample = new SampleReader(line, index + 1).read();
      familyOf(sample.name, families).samples.push(sample);
    }
  }
  return new Map([...families.values()].map((family) => [servedName(family), { ...family, name: servedName(family) }]));
}

export class ExpositionError extends Error {
  override name = "ExpositionError";

  constructor(
    readonly line: number,
    problem: string,
  ) {
    super(`line ${line} of the metrics: ${problem}`);
  }
}

interface Family {
  name: string;
  type: string;
  help: string;
  samples: Sample[];
}

/** `# TYPE name type` and `# HELP name text`; any other comment says nothing. */
function readComment(line: string, families: Map<string, Family>): void {
  const [, keyword, quoted, plain, rest = ""] =
    /^#\s+(TYPE|HELP)\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))\s*(.*)$/.exec(line) ?? [];
  const name = quoted === undefined ? plain : unescaped(quoted);
  if (keyword === undefined || name === undefined) return;
  const family = families.get(name) ?? declare(name, families);
  if (keyword === "TYPE") family.type = rest.trim() === "untyped" ? "unknown" : rest.trim();
  else family.help = unescaped(rest);
}

function declare(name: string, families: Map<string, Family>): Family {
  const family = { name, type: "unknown", help: "", samples: [] };
  families.set(name, family);
  return family;
}

/** The family of a sample has its name, or its name without what the family's type adds. */
function familyOf(sampleName: string, families: Map<string, Family>): Family {
  const base = sampleName.replace(/_(total|created|bucket|sum|count|gsum|gcount|info)$/, "");
  return (
    families.get(sampleName) ?? families.get(base) ?? families.get(`${base}_total`) ?? declare(sampleName, families)
  );
}

function servedName({ name, type, samples }: Family): string {
  return type === "counter" && samples.some((sample) => sample.name === `${name}_total`) ? `${name}_total` : name;
}

/** Reads one line from left to right. */
class SampleReader {
  readonly #text: string;
  readonly #line: number;
  #at = 0;

  constructor(text: string, line: number) {
    this.#text = text;
    this.#line = line;
  }

  read(): Sample {
    let name = this.#take(/[a-zA-Z_:][a-zA-Z0-9_:]*/y);
    const labels: Record<string, string> = {};
    if (this.#take(/\s*\{\s*/y) !== undefined) {
      while (this.#take(/\}/y) === undefined) {
        const label = this.#quoted() ?? this.#take(/[a-zA-Z_][a-zA-Z0-9_]*/y) ?? this.#fail("a label's name or '}'");
        if (this.#take(/\s*=\s*/y) !== undefined) labels[label] = this.#quoted() ?? this.#fail("a quoted label value");
        // A metric's name that is not of the plain characters stands, quoted, among the labels.
        else if (name === undefined) name = label;
        else this.#fail("'='");
        this.#take(/\s*,\s*|\s*(?=\})/y) ?? this.#fail("',' or '}'");
      }
    }
    if (name === undefined) this.#fail("a metric's name");
    this.#take(/\s+/y);
    const valueAt = this.#at;
    const value = numberOf(this.#take(/\S+/y) ?? "");
    if (value === undefined) this.#fail("a number", valueAt);
    if (this.#take(/(\s+[-+.\w]+)?(\s+#.*)?\s*$/y) === undefined) this.#fail("a timestamp or the end of the line");
    return { name, labels, value };
  }

  /** The text that a pattern matches here, which is passed. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #quoted(): string | undefined {
    const found = this.#take(/"(?:[^"\\]|\\.)*"/y);
    return found === undefined ? undefined : unescaped(found.slice(1, -1));
  }

  #fail(expected: string, at = this.#at): never {
    const found = JSON.stringify(this.#text.slice(at, at + 20));
    throw new ExpositionError(this.#line, `expected ${expected} at column ${at + 1}, found ${found}`);
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (whole, char: string) => (char === "n" ? "\n" : /["\\]/.test(char) ? char : whole));
}

function numberOf(text: string): number | undefined {
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinity = /^([-+]?)inf(inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? undefined : value;
}
