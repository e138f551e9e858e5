import type { Chart, FunctionDetail, Neighbour } from "../../api.js";
import { apiPath } from "../ask.js";
import { Figure } from "../charts/Figure.js";
import type { KindName } from "../charts/kinds.js";
import type { Guide } from "../charts/marks.js";
import { useExplorer } from "../explorer.js";
import { formatNumber, formatRate, formatRatio, formatSeconds } from "../format.js";
import { isNotable } from "../functionList.js";
import { Deploys } from "../parts/Deploys.js";
import { FunctionLink } from "../parts/FunctionLink.js";
import { Icon } from "../parts/Icon.js";
import { Loaded } from "../parts/Loaded.js";
import { Message } from "../parts/Message.js";
import { ScrollTable } from "../parts/ScrollTable.js";
import { allFunctions, type FunctionView } from "../route.js";
import { useAnswer } from "../useAnswer.js";
import { useTitle } from "../useTitle.js";
import { webAddress } from "../webAddress.js";

export function FunctionDetailView({ view }: { view: FunctionView }) {
  const { bounds, range, hrefOf } = useExplorer();
  const { service, module } = view;
  const answer = useAnswer<FunctionDetail>(
    JSON.stringify(range),
    apiPath("function", { service, function: view.function, module, ...bounds }),
  );
  const summary = answer.data?.summary;
  useTitle(summary ? standingOf(summary) : answer.problem && "No answer", view.function);
  return (
    <>
      <nav class="crumbs" aria-label="Where this is">
        <a href={hrefOf(allFunctions)}>
          <Icon name="left" />
          Functions
        </a>
        <a href={hrefOf({ ...allFunctions, module })}>{module}</a>
      </nav>
      <div class="heading">
        <h1 class="code">{view.function}</h1>
        <span class="muted">{service}</span>
        {answer.data && <Source of={answer.data} />}
      </div>
      <Loaded answer={answer} what="the function">
        {(detail) => <Detail detail={detail} />}
      </Loaded>
    </>
  );
}

function Source({ of: { source } }: { of: FunctionDetail }) {
  if (!source) return null;
  const link = webAddress(source.link);
  return <span class="place">{link ? <a href={link}>{source.place}</a> : <code>{source.place}</code>}</span>;
}

function Detail({ detail }: { detail: FunctionDetail }) {
  const { summary, rate, errors, latency, inFlight, thresholds, callers, callees, deploys } = detail;
  const limits: readonly Guide[] = thresholds.map((value) => ({
    value,
    label: `objective ${formatSeconds(value)}`,
    colour: "target",
  }));
  return (
    <>
      <Tiles of={summary} thresholds={thresholds} />
      {summary.errorRatio === null && (
        <Message kind="empty" title="No calls in this time">
          <p>
            It is there and was not called: it has no error ratio and no latency. Choose a longer time range, or call
            it.
          </p>
        </Message>
      )}
      <div class="charts">
        <Figure title="Calls" kind={kindOf(rate)} chart={rate} deploys={deploys} />
        <Figure title="Errors" kind={kindOf(errors)} chart={errors} deploys={deploys} empty="No calls in this time" />
        <Figure
          title="Latency"
          kind="duration"
          chart={latency}
          deploys={deploys}
          guides={limits}
          empty="No calls in this time"
        />
        {inFlight && <Figure title="Calls in flight" kind="count" chart={inFlight} deploys={deploys} />}
      </div>
      <div class="columns">
        <Neighbours title="Called by" neighbours={callers} service={summary.service} />
        <Neighbours title="Calls to" neighbours={callees} service={summary.service} />
      </div>
      <Deploys deploys={deploys} />
    </>
  );
}

function Tiles({ of, thresholds }: { of: FunctionDetail["summary"]; thresholds: readonly number[] }) {
  const { hrefOf } = useExplorer();
  const isAllFailed = of.errorRatio !== null && of.errorRatio >= 1;
  return (
    <dl class="tiles">
      <div class="tile">
        <dt>Rate</dt>
        <dd class="tile-value">{of.rate === null ? "No data" : formatRate(of.rate)}</dd>
        <dd>{of.inFlight === null ? "calls a second" : `${formatNumber(of.inFlight)} in flight now`}</dd>
      </div>
      <div class="tile" data-state={of.errorRatio === null ? "no data" : isNotable(of.errorRatio) ? "burning" : "ok"}>
        <dt>Errors</dt>
        <dd class="tile-value">{of.errorRatio === null ? "No calls" : formatRatio(of.errorRatio)}</dd>
        <dd>
          {isAllFailed ? "every call failed" : of.errorRatio === null ? "neither success nor failure" : "of the calls"}
        </dd>
      </div>
      <div class="tile">
        <dt>Latency, p95</dt>
        <dd class="tile-value">{of.p95 === null ? "No calls" : formatSeconds(of.p95)}</dd>
        <dd>
          p50 {formatSeconds(of.p50)}, p99 {formatSeconds(of.p99)}
          {thresholds.length > 0 && `; objective ${thresholds.map(formatSeconds).join(", ")}`}
        </dd>
      </div>
      {of.objectives.length > 0 && (
        <div class="tile">
          <dt>{of.objectives.length === 1 ? "Objective" : "Objectives"}</dt>
          {of.objectives.map((objective) => (
            <dd class="tile-value" key={objective}>
              <a href={hrefOf({ ...allFunctions, objective })}>{objective}</a>
            </dd>
          ))}
          <dd>shows the functions that count towards it</dd>
        </div>
      )}
    </dl>
  );
}

interface NeighboursProps {
  readonly title: string;
  readonly neighbours: readonly Neighbour[];
  readonly service: string;
}

function Neighbours({ title, neighbours, service }: NeighboursProps) {
  return (
    <div>
      <h2>{title}</h2>
      {neighbours.length === 0 ? (
        <p class="hint">
          None recorded in this time. Callers are kept where <code>callers</code> is on in the configuration or over the
          function that is called.
        </p>
      ) : (
        <ScrollTable label={title}>
          <thead>
            <tr>
              <th scope="col">Function</th>
              <th scope="col" class="number">
                Rate
              </th>
              <th scope="col" class="number">
                Errors
              </th>
            </tr>
          </thead>
          <tbody>
            {neighbours.map((one) => (
              <tr key={`${one.module} ${one.function}`}>
                <th scope="row">
                  <FunctionLink of={{ ...one, service }} />
                </th>
                <td class="number">{formatRate(one.rate)}</td>
                <td class={isNotable(one.errorRatio) ? "number over" : "number"}>{formatRatio(one.errorRatio)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  );
}

function kindOf({ unit }: Chart): KindName {
  if (unit === "ratio") return "errors";
  return unit === "calls" ? "count" : "rate";
}

function standingOf({ errorRatio }: FunctionDetail["summary"]): string {
  return errorRatio === null ? "No calls" : `${formatRatio(errorRatio)} errors`;
}
