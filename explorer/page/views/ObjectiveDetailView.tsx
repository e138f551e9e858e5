import type { Chart, Member, ObjectiveDetail, ObjectiveSummary, TierStanding } from "../../api.js";
import { apiPath } from "../ask.js";
import { Figure } from "../charts/Figure.js";
import type { Guide } from "../charts/marks.js";
import { useExplorer } from "../explorer.js";
import {
  formatBudget,
  formatBurnRate,
  formatCount,
  formatRatio,
  formatSeconds,
  formatShare,
  formatSpan,
} from "../format.js";
import { aimOf, missOf, outlookOf, sliName } from "../objectiveText.js";
import { Bar, BudgetBar, budgetState } from "../parts/BudgetBar.js";
import { Deploys } from "../parts/Deploys.js";
import { FunctionLink } from "../parts/FunctionLink.js";
import { Icon } from "../parts/Icon.js";
import { Loaded } from "../parts/Loaded.js";
import { Message } from "../parts/Message.js";
import { ScrollTable } from "../parts/ScrollTable.js";
import { StateBadge } from "../parts/StateBadge.js";
import type { ObjectiveView } from "../route.js";
import { useAnswer } from "../useAnswer.js";
import { useTitle } from "../useTitle.js";
import { Alerts } from "./ObjectiveListView.js";

export function ObjectiveDetailView({ view }: { view: ObjectiveView }) {
  const { bounds, range, hrefOf } = useExplorer();
  const { service, objective, sli } = view;
  const answer = useAnswer<ObjectiveDetail>(
    JSON.stringify(range),
    apiPath("objective", { service, objective, sli, ...bounds }),
  );
  const summary = answer.data?.summary;
  useTitle(
    summary ? `${summary.state}, ${formatBudget(summary.budgetLeft)} left` : answer.problem && "No answer",
    `${objective}: ${sliName(sli)}`,
  );
  return (
    <>
      <nav class="crumbs" aria-label="Where this is">
        <a href={hrefOf({ name: "objectives" })}>
          <Icon name="left" />
          Objectives
        </a>
      </nav>
      <div class="heading">
        <h1>
          {objective}: {sliName(sli)}
        </h1>
        {summary && <StateBadge state={summary.state} />}
        {answer.data && <StillBurning detail={answer.data} />}
        <span class="muted">{service}</span>
      </div>
      <Loaded answer={answer} what="the objective">
        {(detail) => <Detail detail={detail} />}
      </Loaded>
    </>
  );
}

/** An exhausted budget does not tell whether it is over. */
function StillBurning({ detail: { summary, tiers } }: { detail: ObjectiveDetail }) {
  const on = tiers.filter(({ isOn }) => isOn).map(({ tier }) => tier);
  if (summary.state !== "exhausted" || on.length === 0) return null;
  return (
    <span class="badge" data-state="burning">
      <Icon name="burning" />
      Still burning: {on.join(", ")}
    </span>
  );
}

function Detail({ detail }: { detail: ObjectiveDetail }) {
  const { summary, burnDown, burnRates, ratio, rate, tiers, members, deploys } = detail;
  const target: readonly Guide[] = [
    { value: summary.target, label: `target ${formatShare(summary.target)}`, colour: "target" },
  ];
  const end = burnDown.times.at(-1);
  return (
    <>
      <Tiles of={summary} />
      {summary.alerts.length > 0 && (
        <div class="firing">
          <h2>Firing</h2>
          <Alerts of={summary} />
        </div>
      )}
      {summary.state === "no data" && (
        <Message kind="empty" title="No calls were counted">
          <p>
            So there is neither success nor failure to judge. Call one of the functions, or look whether they run where
            metrics are scraped.
          </p>
        </Message>
      )}
      <div class="charts">
        <Figure
          title={`Error budget left over ${formatSpan(summary.period)}`}
          kind="budget"
          chart={burnDown}
          deploys={deploys}
          {...(end !== undefined && {
            ...(summary.ratio !== null && { ideal: { start: end - summary.period, end } }),
            from: end - summary.period,
            to: end,
          })}
          empty="No calls in the period"
        />
        <Figure
          title="Burn rate"
          kind="burnRate"
          chart={burnRates}
          deploys={deploys}
          guides={tiers.map(thresholdOf)}
          empty="No calls in this time"
        />
        <Figure
          title={
            summary.sli === "latency" ? `Calls within ${formatSeconds(summary.threshold)}` : "Calls that succeeded"
          }
          kind="share"
          chart={ratio}
          deploys={deploys}
          guides={target}
          empty="No calls in this time"
        />
        <Figure title="Calls" kind={kindOfCalls(rate)} chart={rate} deploys={deploys} empty="No calls were counted" />
      </div>
      <div class="columns">
        <Members members={members} of={summary} />
        <Tiers tiers={tiers} />
      </div>
      <Deploys deploys={deploys} />
    </>
  );
}

function Tiles({ of }: { of: ObjectiveSummary }) {
  const { target, ratio, calls, errors, budgetLeft, period } = of;
  const budget = 1 - target;
  const left = budgetLeft ?? 0;
  return (
    <dl class="tiles">
      <div class="tile">
        <dt>Target</dt>
        <dd class="tile-value">{formatShare(target)}</dd>
        <dd>
          {aimOf(of)}, over {formatSpan(period)}
        </dd>
      </div>
      <div class="tile" data-state={ratio === null ? "no data" : ratio < target ? "burning" : "ok"}>
        <dt>Actual</dt>
        <dd class="tile-value">{ratio === null ? "No data" : formatShare(ratio)}</dd>
        <dd>
          {calls === 0
            ? "no calls were counted"
            : errors >= calls
              ? `all ${formatCount(calls)} calls ${missOf(of)}`
              : `${formatCount(calls)} calls: ${formatCount(calls - errors)} good, ${formatCount(errors)} ${missOf(of)}`}
        </dd>
      </div>
      <div class="tile" data-state={budgetState(budgetLeft)}>
        <dt>Error budget left</dt>
        <dd class="tile-value">{budgetLeft === null ? "No data" : formatBudget(budgetLeft)}</dd>
        <dd>
          <BudgetBar left={budgetLeft} />
        </dd>
        <dd>
          {left > 0 &&
            `${formatCount(budget * calls * left)} more calls, or ${formatSpan(budget * period * left)} of outage; `}
          <span class="nowrap">{outlookOf(of)}</span>
        </dd>
      </div>
    </dl>
  );
}

function Members({ members, of }: { members: readonly Member[]; of: ObjectiveSummary }) {
  return (
    <div>
      <h2>Functions, by share of the budget spent</h2>
      {members.length === 0 ? (
        <Message kind="empty" title="No function counts towards this objective in this time">
          <p>
            Choose a longer time range, or name it over a function:{" "}
            <code>{`@autometrics objective=${of.objective}`}</code>
          </p>
        </Message>
      ) : (
        <ScrollTable label="Functions of the objective">
          <thead>
            <tr>
              <th scope="col">Function</th>
              <th scope="col" class="budget">
                Share of budget spent
              </th>
              <th scope="col" class="number">
                {of.sli === "latency" ? "Too slow" : "Failed"}
              </th>
              <th scope="col" class="number">
                Calls
              </th>
              <th scope="col" class="number">
                Of its calls
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={`${member.module} ${member.function}`}>
                <th scope="row">
                  <FunctionLink of={member} />
                </th>
                <td class="budget">
                  <div class="budget-line">
                    <Bar share={member.shareOfErrors ?? 0} state="burning" />
                    <b>{formatRatio(member.shareOfErrors)}</b>
                  </div>
                </td>
                <td class="number">{formatCount(member.errors)}</td>
                <td class="number">{formatCount(member.calls)}</td>
                <td class="number">{formatRatio(member.calls > 0 ? member.errors / member.calls : null)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  );
}

function Tiers({ tiers }: { tiers: readonly TierStanding[] }) {
  return (
    <div>
      <h2>Alert tiers</h2>
      <ScrollTable label="Alert tiers">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Threshold
            </th>
            <th scope="col" class="number">
              Long window
            </th>
            <th scope="col" class="number">
              Short window
            </th>
          </tr>
        </thead>
        <tbody>
          {tiers.map(({ tier, severity, factor, long, short, isOn }) => (
            <tr key={tier}>
              <th scope="row">
                {tier}
                <span class="under">{severity}</span>
              </th>
              <td>
                <span class="badge" data-state={isOn ? (severity === "page" ? "burning" : "at risk") : "off"}>
                  <Icon name={isOn ? "bell" : "ok"} />
                  {isOn ? "On" : "Off"}
                </span>
              </td>
              <td class="number">{formatBurnRate(factor)}</td>
              {[long, short].map(({ window, value }) => (
                <td class="number" key={window}>
                  <span class={value !== null && value > factor ? "over" : undefined}>{formatBurnRate(value)}</span>
                  <span class="under">
                    {window}
                    {value !== null && value > factor && ", over"}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <p class="hint">A tier is on while both its windows burn faster than its threshold.</p>
    </div>
  );
}

function thresholdOf({ tier, severity, factor }: TierStanding): Guide {
  return {
    value: factor,
    label: `${tier}, ${severity}: ${formatBurnRate(factor)}`,
    colour: severity === "page" ? "burning" : "at-risk",
  };
}

function kindOfCalls({ unit }: Chart): "rate" | "count" {
  return unit === "calls" ? "count" : "rate";
}
