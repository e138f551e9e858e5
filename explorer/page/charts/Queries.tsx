import { useState } from "preact/hooks";
import type { Line } from "../../api.js";
import { useExplorer } from "../explorer.js";
import { Icon } from "../parts/Icon.js";
import { webAddress } from "../webAddress.js";

/** The PromQL behind a chart. */
export function Queries({ title, lines }: { title: string; lines: readonly Line[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const { status } = useExplorer();
  const link = webAddress(status?.queryLink ?? null);
  return (
    <details class="queries" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary aria-label={`PromQL of ${title}`}>
        PromQL
        <Icon name={isOpen ? "up" : "down"} />
      </summary>
      {isOpen &&
        lines.map(({ name, promql }) => (
          <div class="query" key={name}>
            <div class="query-head">
              <span>{name}</span>
              <CopyButton text={promql} what={`query ${name}`} />
              {link && (
                <a href={link + encodeURIComponent(promql)} target="_blank" rel="noreferrer">
                  <Icon name="external" />
                  Open in Prometheus
                </a>
              )}
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long query scrolls */}
            <pre tabIndex={0}>{promql}</pre>
          </div>
        ))}
    </details>
  );
}

function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, setSaid] = useState("Copy");
  const copy = () => {
    // Absent where the page was not opened by a loopback address or https.
    const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    done.then(
      () => setSaid("Copied"),
      () => setSaid("Select and copy it by hand"),
    );
  };
  return (
    <button type="button" class="small" onClick={copy} onBlur={() => setSaid("Copy")}>
      <Icon name="copy" />
      <span aria-live="polite">{said}</span>
      <span class="hidden"> {what}</span>
    </button>
  );
}
