import type { ObjectiveState } from "../../api.js";

/** How much of the budget is left: empty when it is spent. The number stands beside it. */
export function BudgetBar({ left }: { left: number | null }) {
  const share = left === null ? 0 : Math.min(Math.max(left, 0), 1);
  return <Bar share={share} state={budgetState(left)} />;
}

/** By what is left alone, however fast it is being spent. */
export function budgetState(left: number | null): ObjectiveState {
  if (left === null) return "no data";
  if (left <= 0) return "exhausted";
  return left < 0.25 ? "at risk" : "ok";
}

export function Bar({ share, state }: { share: number; state: string }) {
  return (
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-ground" width="100" height="6" />
      <rect data-state={state} width={share * 100} height="6" />
    </svg>
  );
}
