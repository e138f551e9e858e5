import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.js";

interface Props {
  readonly kind: "empty" | "problem" | "stale" | "loading";
  readonly title: string;
  readonly children?: ComponentChildren;
}

const icons: Record<Props["kind"], IconName> = {
  empty: "no data",
  problem: "exhausted",
  stale: "at risk",
  loading: "waiting",
};

/** What stands where there is nothing to show, or nothing new: what is so, and what to do. */
export function Message({ kind, title, children }: Props) {
  return (
    <div class="message" data-kind={kind} role={kind === "problem" || kind === "stale" ? "alert" : "status"}>
      <Icon name={icons[kind]} />
      <div>
        <p class="message-title">{title}</p>
        {children && <div class="message-text">{children}</div>}
      </div>
    </div>
  );
}
