/** Finds the `@autometrics` tags of a file and the node that each belongs to. */
import type ts from "typescript";
import { codes } from "../diagnostics/codes.js";
import type { Span } from "../plan.js";
import type { TypeScript } from "../targets/functions.js";
import { type Annotation, type AnnotationProblem, repeatedTag } from "./annotation.js";
import { type Comment, commentsBetween } from "./comments.js";
import { readAnnotation } from "./grammar.js";
import { isAboutFile, mentions, type Tag, tagsOf } from "./tags.js";

export interface Attached {
  /** The node that the comment stands before, or the file. */
  readonly node: ts.Node;
  readonly annotation: Annotation;
}

export interface Attachments {
  readonly attached: readonly Attached[];
  readonly problems: readonly AnnotationProblem[];
}

export function attachAnnotations(ts: TypeScript, sourceFile: ts.SourceFile): Attachments {
  const attacher = new Attacher(ts, sourceFile);
  attacher.visit(sourceFile);
  attacher.reportOrphans();
  return attacher;
}

class Attacher implements Attachments {
  readonly attached: Attached[] = [];
  readonly problems: AnnotationProblem[] = [];
  readonly #ts: TypeScript;
  readonly #file: ts.SourceFile;
  /** Where something like the tag is written and has no owner yet. */
  readonly #open: Set<number>;

  constructor(ts: TypeScript, file: ts.SourceFile) {
    this.#ts = ts;
    this.#file = file;
    this.#open = new Set(mentions(file.text));
  }

  visit(node: ts.Node): void {
    if (!this.#mentionedIn(node.pos, node.end)) return;
    if (node === this.#file) this.#claimFile();
    else if (this.#canOwn(node)) this.#claim(node);
    this.#ts.forEachChild(node, (child) => this.visit(child));
  }

  /** A JSDoc comment at the head of a file, down to the first statement of its own, is the file's when it says so. */
  #claimFile(): void {
    const ts = this.#ts;
    const { text, statements, endOfFileToken } = this.#file;
    const body = statements.findIndex(
      (statement) =>
        !ts.isImportDeclaration(statement) &&
        !ts.isImportEqualsDeclaration(statement) &&
        !(ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)),
    );
    const head: ts.Node[] = body < 0 ? [...statements, endOfFileToken] : statements.slice(0, body + 1);
    const comments = head.flatMap((node) => commentsBetween(text, node.pos, node.getStart(this.#file, false)));
    this.#take(
      this.#file,
      comments.filter((comment) => isAboutFile(text, comment)),
    );
  }

  #claim(node: ts.Node): void {
    const comments = this.#ownTrivia(node)
      .filter(({ start, end }) => this.#mentionedIn(start, end))
      .flatMap(({ start, end }) => commentsBetween(this.#file.text, start, end));
    this.#take(node, comments);
  }

  /** What stands before a node, and between its decorators, modifiers, keywords and name. */
  #ownTrivia(node: ts.Node): Span[] {
    const modifiers = this.#ts.canHaveModifiers(node) ? (node.modifiers ?? []) : [];
    const trivia: Span[] = [];
    let start = node.pos;
    for (const modifier of modifiers) {
      trivia.push({ start, end: modifier.getStart(this.#file, false) });
      start = modifier.end;
    }
    return [...trivia, { start, end: this.#headEnd(node) }];
  }

  /** Where the keywords before a node's name are over; without a name, where what comes instead begins. */
  #headEnd(node: ts.Node): number {
    const ts = this.#ts;
    const start = node.getStart(this.#file, false);
    if (ts.isVariableStatement(node)) return node.declarationList.getStart(this.#file, false);
    if (!ts.isClassElement(node) && !ts.isFunctionLike(node) && !ts.isClassLike(node)) return start;
    if (node.name !== undefined) return node.name.getStart(this.#file, false);
    if (ts.isClassLike(node)) return (node.typeParameters ?? node.heritageClauses ?? node.members).pos;
    return ts.isFunctionLike(node) ? Math.max(start, (node.typeParameters ?? node.parameters).pos) : start;
  }

  #take(node: ts.Node, comments: readonly Comment[]): void {
    const { text } = this.#file;
    const tags = comments
      .filter(({ kind }) => kind === "jsdoc")
      .flatMap((comment) => tagsOf(text, comment))
      .filter(({ start }) => this.#open.delete(start));
    const [first, second] = tags.filter((tag) => this.#isSpelledRight(tag));
    if (second !== undefined) {
      this.problems.push(repeatedTag(wordSpan(second)));
      return;
    }
    if (first === undefined) return;
    const { annotation, problems } = readAnnotation(text, first);
    this.problems.push(...problems);
    if (annotation !== undefined) this.attached.push({ node, annotation });
  }

  #isSpelledRight(tag: Tag): boolean {
    if (tag.word === "@autometrics") return true;
    const message = `unknown tag '${tag.word}'; did you mean '@autometrics'?`;
    this.#problem(codes.orphanTag, message, wordSpan(tag));
    return false;
  }

  /** What is left is in a comment that no node owns, or is no tag: a string, a piece of prose. */
  reportOrphans(): void {
    for (const offset of this.#open) {
      const comment = this.#commentAt(offset);
      if (comment === undefined) continue;
      const { text } = this.#file;
      const tag = tagsOf(text, comment).find(({ start }) => start === offset);
      if (tag === undefined) continue;
      if (comment.kind === "jsdoc") {
        const message =
          "this '@autometrics' stands before nothing that it could belong to; " +
          "put the comment directly before a function, a method, a class or a route registration";
        this.#problem(codes.orphanTag, message, wordSpan(tag));
      } else if (tag.startsLine && looksLikeKeys(text.slice(tag.keysStart, tag.keysEnd))) {
        const message = "'@autometrics' counts in JSDoc comments only; write '/** @autometrics … */'";
        this.#problem(codes.orphanTag, message, wordSpan(tag));
      }
    }
  }

  #commentAt(offset: number): Comment | undefined {
    const { text } = this.#file;
    const gap = this.#gapAt(this.#file, offset);
    return gap && commentsBetween(text, gap.start, gap.end).find(({ start, end }) => start <= offset && offset < end);
  }

  /** The space between two tokens that an offset is in; nothing when it is in a token, as in a string. */
  #gapAt(node: ts.Node, offset: number): Span | undefined {
    let start = node.getStart(this.#file, false);
    if (offset < start) return { start: node.pos, end: start };
    for (const child of node.getChildren(this.#file)) {
      if (child.kind >= this.#ts.SyntaxKind.FirstJSDocNode && child.kind <= this.#ts.SyntaxKind.LastJSDocNode) continue;
      if (offset >= child.end) {
        start = child.end;
        continue;
      }
      if (child.kind === this.#ts.SyntaxKind.JsxText) return undefined;
      return this.#gapAt(child, offset);
    }
    return node.getChildCount(this.#file) === 0 ? undefined : { start, end: node.end };
  }

  #canOwn(node: ts.Node): boolean {
    const ts = this.#ts;
    return (
      ts.isStatement(node) ||
      ts.isClassElement(node) ||
      ts.isTypeElement(node) ||
      ts.isEnumMember(node) ||
      ts.isObjectLiteralElementLike(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isFunctionExpression(node) ||
      ts.isArrowFunction(node) ||
      ts.isClassExpression(node) ||
      ts.isParenthesizedExpression(node)
    );
  }

  #mentionedIn(start: number, end: number): boolean {
    for (const offset of this.#open) if (start <= offset && offset < end) return true;
    return false;
  }

  #problem(code: AnnotationProblem["code"], message: string, span: Span): void {
    this.problems.push({ code, message, span, mend: "source" });
  }
}

/** Whether a tag in a comment of another kind was meant to count, or begins a sentence. */
function looksLikeKeys(text: string): boolean {
  return /^[ \t]*(?:[\w-]+=|(?:skip|concurrency|callers)\b|[\r\n]|$)/.test(text);
}

function wordSpan(tag: Tag): Span {
  return { start: tag.start, end: tag.start + tag.word.length };
}
