import type { FiringAlert, SourceStatus } from "../api.js";
import type { Query } from "../query/query.js";
import type { Labels, Matrix, TimeRange, Vector } from "../query/vector.js";

/** Where the Explorer's numbers come from. The same queries give the same numbers on the same scrapes, whichever it is. */
export interface Source {
  /** @param time Seconds since 1970. */
  instant(query: Query, time: number): Promise<Vector>;
  range(query: Query, range: TimeRange): Promise<Matrix>;
  /** @param now Seconds since 1970, here and below. */
  status(now: number): Promise<SourceStatus>;
  /** The earliest time there is data of; null before the first. */
  dataSince(now: number): Promise<number | null>;
  /** Seconds between samples. */
  resolution(now: number): Promise<number>;
  /** Where a query can be opened in Prometheus' own page: an address that the query is put behind. */
  readonly queryLink: string | null;
  /** The alerts that fire; none where nobody evaluates rules. */
  alerts(now: number): Promise<readonly LabelledAlert[]>;
  stop(): void;
}

export interface LabelledAlert extends FiringAlert {
  readonly labels: Labels;
}

/** Why a source has no answer: a sentence for whoever looks at the page. */
export class SourceError extends Error {
  override readonly name = "SourceError";

  /** @param isLate There was none in time. */
  constructor(
    sentence: string,
    readonly isLate: boolean,
  ) {
    super(sentence);
  }
}
