/** A few combinations in which every two values that can meet do meet; always the same. */
import { type Combination, combinations } from "./combinations.js";

export function pairwise(): Combination[] {
  const all = combinations().map((combination) => ({ combination, pairs: pairsOf(combination) }));
  const missing = new Set(all.flatMap(({ pairs }) => pairs));
  const chosen: Combination[] = [];
  while (missing.size > 0) {
    let best = { combination: undefined as Combination | undefined, pairs: [] as string[], gain: 0 };
    for (const { combination, pairs } of all) {
      const gain = pairs.filter((pair) => missing.has(pair)).length;
      if (gain > best.gain) best = { combination, pairs, gain };
    }
    if (best.combination !== undefined) chosen.push(best.combination);
    for (const pair of best.pairs) missing.delete(pair);
  }
  return chosen;
}

function pairsOf(combination: Combination): string[] {
  const values = Object.entries(combination).map(([name, value]) => `${name}: ${value}`);
  return values.flatMap((value, i) => values.slice(i + 1).map((other) => `${value}, ${other}`));
}
