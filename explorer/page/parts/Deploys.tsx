import type { Deploy } from "../../api.js";
import { nameOf } from "../charts/marks.js";
import { useExplorer } from "../explorer.js";
import { formatTime } from "../format.js";
import { Icon } from "./Icon.js";

/** The markers of the charts in words. */
export function Deploys({ deploys }: { deploys: readonly Deploy[] }) {
  const { bounds, now } = useExplorer();
  const shown = deploys.filter(({ time }) => time >= bounds.from && time <= bounds.to);
  if (shown.length === 0) return null;
  return (
    <section class="deploys" aria-labelledby="deploys">
      <h2 id="deploys">Deploys</h2>
      <ul>
        {shown.toReversed().map((deploy) => (
          <li key={`${deploy.time} ${deploy.service} ${deploy.version} ${deploy.commit}`}>
            <Icon name="deploy" />
            <time>{formatTime(deploy.time, now)}</time>
            <b>{nameOf(deploy)}</b>
            {deploy.version && deploy.commit && <code>{deploy.commit.slice(0, 12)}</code>}
            <span class="muted">{deploy.service}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
