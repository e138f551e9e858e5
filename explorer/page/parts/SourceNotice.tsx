import type { Status, Target } from "../../api.js";
import { useExplorer } from "../explorer.js";
import { formatSpan, formatTime } from "../format.js";
import type { Answer } from "../useAnswer.js";
import { Message } from "./Message.js";

/** What is wrong with where the numbers come from, over every view: without it old numbers look like new ones. */
export function SourceNotice({ status }: { status: Answer<Status> }) {
  if (status.problem) {
    return (
      <Message kind="problem" title="Not connected">
        <p>{status.problem.message}</p>
      </Message>
    );
  }
  const targets: readonly Target[] = status.data?.source.targets ?? [];
  const isPrometheus = status.data?.source.kind === "prometheus";
  return (
    <>
      {targets
        .filter(({ state, problem }) => state === "down" || problem !== null)
        .map((target) => (
          <TargetNotice key={target.url} target={target} isPrometheus={isPrometheus} />
        ))}
    </>
  );
}

function TargetNotice({ target, isPrometheus }: { target: Target; isPrometheus: boolean }) {
  const { status, now } = useExplorer();
  if (target.state !== "down") {
    return (
      <Message kind="stale" title={`Not everything of ${target.url} is here`}>
        <p>{target.problem}</p>
      </Message>
    );
  }
  const since = target.lastSuccess;
  const kind = isPrometheus ? "Prometheus" : "The application";
  return (
    <Message kind="problem" title={`${kind} at ${target.url} does not answer`}>
      {target.problem && <p>{target.problem}</p>}
      <p>
        {since === null
          ? "It has not answered since the Explorer was started. Is it running, and is the address right?"
          : `What is shown ends at ${formatTime(since, now)}, ${formatSpan(Math.max(0, (status?.now ?? now) - since))} ago. It is asked again all the time: numbers go on when it is back.`}
      </p>
    </Message>
  );
}
