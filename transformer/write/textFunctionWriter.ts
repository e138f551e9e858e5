import type MagicString from "magic-string";
import type { CallSitePlan, InjectedNames, ReturnedValue, ReturnPlan, Span } from "../plan.js";
import { TextPrinter } from "./textPrinter.js";
import { Timing } from "./timing.js";

/**
 * Writes around the body of one function, on the lines that it has:
 *
 *     { let $am_t = $am.start($am_0), $am_r; try {
 *       …; return $am_r = …;
 *     } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.endAsync($am_0, $am_t, $am_r); } }
 *
 * What opens something stays with the text before it, what closes something with the text behind it, and the later is
 * further inside: so the order is right also where functions begin or end at one place.
 */
export class TextFunctionWriter {
  readonly #edits: MagicString;
  readonly #text: string;
  readonly #names: InjectedNames;
  readonly #site: CallSitePlan;
  readonly #timing: Timing<string>;
  readonly #print: TextPrinter;

  constructor(edits: MagicString, text: string, names: InjectedNames, site: CallSitePlan, number: number) {
    this.#edits = edits;
    this.#text = text;
    this.#names = names;
    this.#site = site;
    this.#print = new TextPrinter(names);
    this.#timing = new Timing(site, number, names, this.#print);
  }

  write(): void {
    const { body, callers, flow, returns } = this.#site;
    const isClosed = callers === "visible";
    const returned = this.#keeping("open");
    // `return $am.calling($am_0, () => { … })`: a closure that the calls within can be told by.
    const [awaited, async] = flow === "async" ? ["await ", "async "] : ["", ""];
    const closure = this.#print.call("calling", [this.#timing.defined(), `${async}() =>`]);
    const calling = `return ${this.#timing.keepsResult ? returned.before : ""}${awaited}${closure.slice(0, -1)} `;
    const called = `)${this.#timing.keepsResult ? returned.after : ""};`;

    if (body.form === "block") {
      const at = body.directivesEnd;
      const isBehindDirective = at > body.span.start + 1 && this.#text.charAt(at - 1) !== ";";
      this.#open(at, isBehindDirective ? "; " : " ", isClosed ? `${calling}{` : "");
      this.#close(body.span.end - 1, isClosed ? `}${called}` : this.#noResult(), " ");
      if (!isClosed && this.#timing.keepsResult) for (const one of returns) this.#keepReturned(one);
      return;
    }
    const kept = this.#timing.keepsResult ? this.#keeping(body.value) : { before: "", after: "" };
    const opening = isClosed ? calling : `return ${kept.before}`;
    const at = this.#valueOffset(body.arrowEnd, body.span);
    this.#open(at, /\s/.test(this.#text.charAt(at - 1)) ? "{ " : " { ", opening, at);
    this.#close(body.span.end, isClosed ? called : `${kept.after};`, " }");
  }

  /**
   * @param before What comes before all of ours.
   * @param inside What comes before the user's own code, in `try`.
   */
  #open(at: number, before: string, inside: string, value?: number): void {
    const locals = this.#timing.locals().map(({ name, value }) => (value === undefined ? name : `${name} = ${value}`));
    const opening = this.#timing.opening().map((expression) => `${expression}; `);
    const isApart = value === undefined || /\s/.test(this.#text.charAt(value));
    const rest = `let ${locals.join(", ")}; ${opening.join("")}try {${inside === "" ? "" : ` ${inside}`}`;
    const written = isApart ? rest.trimEnd() : rest;
    const taken = this.#nameResponse();
    if (taken === undefined) {
      this.#edits.appendLeft(at, before + written);
      return;
    }
    // The parameter's pattern is taken out of its place, and apart here.
    this.#edits.prependRight(taken.start, `${before}var `);
    this.#edits.appendLeft(taken.end, ` = ${this.#names.handle}; ${written}`);
    this.#edits.move(taken.start, taken.end, at);
  }

  #close(at: number, inside: string, behind: string): void {
    const { time, error } = this.#names;
    const failed = this.#timing.failed().map((expression) => `${expression}; `);
    const ended = `${this.#timing.endsInCatch ? `if (${time}) ` : ""}${this.#timing.ended()};`;
    this.#edits.prependRight(
      at,
      `${inside}${inside === "" ? "" : " "}} catch (${error}) { ${failed.join("")}throw ${error}; } finally { ${ended} }${behind}`,
    );
  }

  /** Where a `break` may have undone a return, the body's end is one too. */
  #noResult(): string {
    const { body } = this.#site;
    if (!this.#timing.keepsResult || body.form !== "block" || !body.mayTakeReturnBack) return "";
    return `; ${this.#print.assign(this.#names.result, this.#print.undefined())};`;
  }

  #keepReturned({ span, expression, value, isSequence }: ReturnPlan): void {
    // What ended the statement may go on behind what is written: a line end, behind which a parenthesis stands.
    const end = this.#text.charAt(span.end - 1) === ";" ? "" : ";";
    const keywordEnd = span.start + "return".length;
    if (expression === undefined) {
      // A bare return gives undefined, also where a return before it, in a `try`, had kept something else.
      const nothing = this.#print.assign(this.#names.result, this.#print.undefined());
      this.#edits.appendLeft(keywordEnd, ` ${nothing}${end}`);
      return;
    }
    const { before, after } = this.#keeping(value, isSequence);
    const at = this.#valueOffset(keywordEnd, expression);
    const isApart = /\s/.test(this.#text.charAt(at));
    this.#edits.appendLeft(at, `${at === keywordEnd ? " " : ""}${isApart ? before.trimEnd() : before}`);
    this.#edits.prependRight(expression.end, after + (span.end === expression.end ? end : ""));
  }

  /** What stands around a value that is kept. */
  #keeping(value: ReturnedValue, isSequence = false): { before: string; after: string } {
    const derive = `${this.#names.runtime}.derive`;
    const call = this.#timing.derives(value) ? derive : "";
    const opening = value === "anonymous" ? "(0, " : call !== "" ? `${call}(` : isSequence ? "(" : "";
    // Of `a, b` the runtime's function would get two arguments.
    const inner = call !== "" && isSequence ? "(" : "";
    const closing = opening === "" ? "" : ")";
    return { before: this.#print.assign(this.#names.result, opening + inner), after: inner === "" ? closing : "))" };
  }

  /**
   * Where a value begins, with the comments before it: what they say is often about it (`@__PURE__`). Comments on lines
   * of their own would part it from its `return`, and stay before that.
   */
  #valueOffset(tokenEnd: number, { start }: Span): number {
    const between = this.#text.slice(tokenEnd, start);
    return between.trim() === "" || /[\r\n\u2028\u2029]/.test(between) ? start : tokenEnd;
  }

  /** Gives the parameter with the response a name. Of a pattern in its place, what is to be taken apart in the body. */
  #nameResponse(): Span | undefined {
    const response = this.#site.http?.response;
    const { handle } = this.#names;
    if (response?.form === "added-rest") {
      const { list, before } = response;
      if (before === "parentheses") this.#edits.appendLeft(list.start, "(");
      this.#edits.appendLeft(list.end, `${separators[before]}...${handle}${before === "parentheses" ? ")" : ""}`);
    }
    if (response?.form !== "pattern") return undefined;
    this.#edits.appendLeft(response.span.start, handle);
    return response.span;
  }
}

const separators = { nothing: "", comma: ", ", parentheses: ", " };
