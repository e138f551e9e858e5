import { useExplorer } from "../explorer.js";
import { Message } from "./Message.js";

/** An application that tells nothing yet: what is still to be done. */
export function NothingReported({ what }: { what: "objective" | "function" }) {
  const { status } = useExplorer();
  const source = status?.source;
  const target = source?.targets[0];
  if (source?.kind === "application" && target && target.state !== "up") {
    return (
      <Message kind="empty" title="Nothing has been scraped yet">
        <p>
          {target.state === "waiting" ? "The first answer of " : "There has been no answer of "}
          <code>{target.url}</code>
          {target.state === "waiting" ? " is awaited." : ": start the application, and this page fills by itself."}
        </p>
      </Message>
    );
  }
  return (
    <Message
      kind="empty"
      title={what === "objective" ? "No objective has been reported" : "No function has been reported"}
    >
      <ol>
        {what === "objective" ? (
          <>
            <li>
              Declare one in the plugin’s entry in tsconfig.json:{" "}
              <code>{'"objectives": { "api": { "successRate": 99.9, "latency": ["250ms", 99] } }'}</code>
            </li>
            <li>
              Name it over a function: <code>{"/** @autometrics objective=api */"}</code>, or for all HTTP handlers:{" "}
              <code>{'"routes": { "objective": "api" }'}</code>
            </li>
          </>
        ) : (
          <li>
            Write <code>{"/** @autometrics */"}</code> over a function; HTTP handlers are found by themselves.{" "}
            <code>npx autometrics list</code> shows what a build instruments.
          </li>
        )}
        <li>
          Build with <code>npx tspc</code> and start the application again.
        </li>
        <li>
          {source?.kind === "prometheus"
            ? "See that Prometheus scrapes it: its page “Target health” lists every target."
            : "See that its metrics hold function_calls_total."}
        </li>
      </ol>
    </Message>
  );
}
