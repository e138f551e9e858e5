import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useExplorer } from "../explorer.js";
import { formatTime } from "../format.js";
import type { Answer } from "../useAnswer.js";
import { Message } from "./Message.js";

interface Props<T> {
  readonly answer: Answer<T>;
  /** What is waited for: `the objectives`. */
  readonly what: string;
  readonly children: (data: T) => ComponentChildren;
}

/** Shows what was answered, or what stands in its place: waiting, a problem, or an old answer with the problem over it. */
export function Loaded<T>({ answer, what, children }: Props<T>) {
  const { now } = useExplorer();
  const { data, problem, at, isLoading, again } = answer;
  const retry = (
    <button type="button" onClick={again} disabled={isLoading}>
      Try again
    </button>
  );
  if (data === undefined) {
    if (!problem) return <Waiting what={what} />;
    return (
      <Message kind="problem" title={`Could not get ${what}`}>
        <p>{problem.message}</p>
        {retry}
      </Message>
    );
  }
  return (
    <div class="loaded" aria-busy={isLoading}>
      {problem && (
        <Message kind="stale" title={`Stale: this is from ${at === undefined ? "before" : formatTime(at, now)}`}>
          <p>{problem.message}</p>
          {retry}
        </Message>
      )}
      {children(data)}
    </div>
  );
}

function Waiting({ what }: { what: string }) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), 5_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Message kind="loading" title={`Loading ${what} …`}>
      {isLong && <p>The source takes its time. A shorter time range is answered sooner.</p>}
    </Message>
  );
}
