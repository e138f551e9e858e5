import { type Code, codes } from "../diagnostics/codes.js";
import type { Span } from "../plan.js";

/** One `@autometrics` tag, read. */
export interface Annotation {
  /** The tag's own text, `@autometrics` and its keys: where a diagnostic about the whole of it points. */
  readonly span: Span;
  readonly objective?: AnnotationValue;
  readonly name?: AnnotationValue;
  readonly skip: boolean;
  readonly concurrency?: Span;
  readonly callers?: boolean;
  readonly errorIf?: AnnotationValue;
  readonly okIf?: AnnotationValue;
}

export interface AnnotationValue {
  readonly text: string;
  readonly span: Span;
}

/** A mistake in an annotation, before it is known in which file: see Problem. */
export interface AnnotationProblem {
  readonly code: Code;
  readonly message: string;
  readonly span: Span;
  readonly mend: "source" | "configuration";
}

export function repeatedTag(span: Span): AnnotationProblem {
  const message = "a second '@autometrics' for one function; write all keys behind one tag";
  return { code: codes.repeatedTag, message, span, mend: "source" };
}
