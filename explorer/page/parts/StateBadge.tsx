import type { ObjectiveState } from "../../api.js";
import { Icon } from "./Icon.js";

const words: Record<ObjectiveState, string> = {
  ok: "OK",
  "at risk": "At risk",
  burning: "Burning",
  exhausted: "Exhausted",
  "no data": "No data",
};

/** A picture and a word: who sees no colours reads the same. */
export function StateBadge({ state }: { state: ObjectiveState }) {
  return (
    <span class="badge" data-state={state} title={meanings[state]}>
      <Icon name={state} />
      {words[state]}
    </span>
  );
}

export const meanings: Record<ObjectiveState, string> = {
  ok: "The budget is not spent faster than the period allows",
  "at risk": "A ticket tier is on: the budget will be gone before the period ends if this goes on",
  burning: "A page tier is on: the budget is being spent so fast that somebody should look now",
  exhausted: "The budget of the period is spent",
  "no data": "No calls were counted: neither success nor failure",
};
