export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const near = known.find((k) => k.toLowerCase() === word.toLowerCase());
  return near && `did you mean '${near}'?`;
}
