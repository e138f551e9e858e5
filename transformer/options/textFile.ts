import { readFileSync } from "node:fs";

export interface TextFile {
  readonly fileName: string;
  /** Without a byte order mark, as TypeScript has it. */
  readonly text: string;
}

/** @throws what the file system throws. */
export function readTextFile(fileName: string): TextFile {
  const bytes = readFileSync(fileName);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return { fileName, text: new TextDecoder(encoding).decode(bytes) };
}
