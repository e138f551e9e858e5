import type { ObjectiveList, ObjectiveState, ObjectiveSummary } from "../../api.js";
import { apiPath } from "../ask.js";
import { useExplorer } from "../explorer.js";
import { formatBudget, formatBurnRate, formatCount, formatShare, formatSpan } from "../format.js";
import { aimOf, missOf, outlookOf, sliName } from "../objectiveText.js";
import { BudgetBar } from "../parts/BudgetBar.js";
import { Icon } from "../parts/Icon.js";
import { Loaded } from "../parts/Loaded.js";
import { NothingReported } from "../parts/NothingReported.js";
import { ScrollTable } from "../parts/ScrollTable.js";
import { meanings, StateBadge } from "../parts/StateBadge.js";
import { useAnswer } from "../useAnswer.js";
import { useTitle } from "../useTitle.js";

const states: readonly ObjectiveState[] = ["exhausted", "burning", "at risk", "no data", "ok"];

export function ObjectiveListView() {
  const { now } = useExplorer();
  const answer = useAnswer<ObjectiveList>("objectives", apiPath("objectives"), now);
  const worst = worstOf(answer.data?.objectives ?? []);
  useTitle(answer.problem ? "No answer" : worst, "Objectives");
  return (
    <>
      <div class="heading">
        <h1>Objectives</h1>
        {answer.data && <Counts objectives={answer.data.objectives} />}
      </div>
      <Loaded answer={answer} what="the objectives">
        {({ objectives }) =>
          objectives.length === 0 ? <NothingReported what="objective" /> : <Objectives objectives={objectives} />
        }
      </Loaded>
    </>
  );
}

function Counts({ objectives }: { objectives: readonly ObjectiveSummary[] }) {
  return (
    <ul class="counts" aria-label="Objectives by state">
      {countsOf(objectives).map(([state, count]) => (
        <li key={state}>
          <b>{count}</b> <StateBadge state={state} />
        </li>
      ))}
    </ul>
  );
}

function Objectives({ objectives }: { objectives: readonly ObjectiveSummary[] }) {
  const windows = objectives[0]?.burnRates.map(({ window }) => window) ?? [];
  return (
    <ScrollTable label="Objectives, worst first" class="as-cards">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Objective</th>
          <th scope="col" class="number">
            Target
          </th>
          <th scope="col" class="number">
            Actual
          </th>
          <th scope="col" class="budget">
            Error budget left
          </th>
          {windows.map((window) => (
            <th scope="col" class="number" key={window} title={`Burn rate over the last ${window}`}>
              Burn {window}
            </th>
          ))}
          <th scope="col" class="number">
            Calls
          </th>
          <th scope="col">Alerts</th>
        </tr>
      </thead>
      <tbody>
        {objectives.map((objective) => (
          <Row key={`${objective.service} ${objective.objective} ${objective.sli}`} of={objective} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Row({ of }: { of: ObjectiveSummary }) {
  const { hrefOf } = useExplorer();
  const { service, objective, sli, state } = of;
  return (
    <tr data-state={state}>
      <td title={meanings[state]}>
        <StateBadge state={state} />
      </td>
      <th scope="row">
        <a
          class="name"
          href={hrefOf({ name: "objective", service, objective, sli })}
          aria-label={`${objective}: ${sliName(sli)}`}
        >
          {objective}
        </a>
        <span class="under">
          {sliName(sli)} · {service}
        </span>
      </th>
      <td class="number" data-title="Target">
        {aimOf(of)}
      </td>
      <td class="number" data-title="Actual">
        {formatShare(of.ratio)}
        <span class="under">over {formatSpan(of.period)}</span>
      </td>
      <td class="budget">
        <div class="budget-line">
          <BudgetBar left={of.budgetLeft} />
          <b>{formatBudget(of.budgetLeft)}</b>
        </div>
        <span class="under">{outlookOf(of)}</span>
      </td>
      {of.burnRates.map(({ window, value }) => (
        <td class="number" key={window} data-title={`Burn ${window}`}>
          <span class={value !== null && value > 1 ? "over" : undefined}>{formatBurnRate(value)}</span>
        </td>
      ))}
      <td class="number" data-title="Calls">
        {formatCount(of.calls)}
        <span class="under">
          {formatCount(of.errors)} {missOf(of)}
        </span>
      </td>
      <td>
        <Alerts of={of} />
      </td>
    </tr>
  );
}

export function Alerts({ of: { alerts } }: { of: ObjectiveSummary }) {
  const { now } = useExplorer();
  if (alerts.length === 0) return <span class="muted">none</span>;
  return (
    <ul class="alerts">
      {alerts.map(({ name, severity, since }) => (
        <li key={`${name} ${severity}`} data-severity={severity}>
          <span class="alert-name">
            <Icon name="bell" />
            {name}
          </span>
          <span class="under">
            {severity}
            {since !== null && `, for ${formatSpan(Math.max(0, now - since))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function countsOf(objectives: readonly ObjectiveSummary[]): readonly (readonly [ObjectiveState, number])[] {
  return states
    .map((state) => [state, objectives.filter((objective) => objective.state === state).length] as const)
    .filter(([, count]) => count > 0);
}

function worstOf(objectives: readonly ObjectiveSummary[]): string | undefined {
  const bad = countsOf(objectives).filter(([state]) => state !== "ok" && state !== "no data");
  if (bad.length > 0) return bad.map(([state, count]) => `${count} ${state}`).join(", ");
  return objectives.some(({ state }) => state === "ok") ? "All OK" : undefined;
}
