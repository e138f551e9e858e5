import { useState } from "preact/hooks";
import type { SourceStatus } from "../../api.js";
import { useExplorer } from "../explorer.js";
import { allFunctions, type View } from "../route.js";
import { applyTheme, storedTheme, storeTheme, type Theme } from "../theme.js";
import { Icon, type IconName } from "./Icon.js";
import { LiveSwitch, RangePicker } from "./RangePicker.js";

export function Header({ view }: { view: View }) {
  const { hrefOf, range } = useExplorer();
  const isObjectives = view.name === "objectives" || view.name === "objective";
  return (
    <header class="header">
      <a class="brand" href={hrefOf({ name: "objectives" })}>
        <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <path d="M2 14.5 6.5 9l3.6 3.4L18 4" />
          <path d="M2 18h16" />
        </svg>
        Autometrics <span>Explorer</span>
      </a>
      <nav aria-label="Views">
        <a href={hrefOf({ name: "objectives" })} aria-current={isObjectives ? "page" : undefined}>
          Objectives
        </a>
        <a href={hrefOf(allFunctions)} aria-current={isObjectives ? undefined : "page"}>
          Functions
        </a>
      </nav>
      <Source />
      <div class="header-tools">
        {view.name !== "objectives" && <RangePicker />}
        {(view.name !== "objectives" || "last" in range) && <LiveSwitch />}
        <ThemeSwitch />
      </div>
    </header>
  );
}

function Source() {
  const { status } = useExplorer();
  if (!status) return <span class="source" />;
  const { state, word, icon } = standingOf(status.source);
  const names = status.source.targets.map(({ url }) => url.replace(/^https?:\/\//, ""));
  return (
    <span class="source" data-state={state} title={status.source.targets.map(({ url }) => url).join("\n")}>
      <Icon name={icon} />
      <span class="source-word">{word}</span>
      <span class="source-name">{names.length > 1 ? `${names.length} applications` : names[0]}</span>
    </span>
  );
}

function standingOf({ targets }: SourceStatus): { state: string; word: string; icon: IconName } {
  if (targets.some(({ state }) => state === "down")) return { state: "down", word: "Down", icon: "exhausted" };
  if (targets.some(({ state }) => state === "waiting")) return { state: "waiting", word: "Waiting", icon: "waiting" };
  return { state: "up", word: "Up", icon: "ok" };
}

const themes = [
  { theme: "system", icon: "system", title: "Colours of the system" },
  { theme: "light", icon: "sun", title: "Light" },
  { theme: "dark", icon: "moon", title: "Dark" },
] as const satisfies readonly { theme: Theme; icon: IconName; title: string }[];

function ThemeSwitch() {
  const [current, setCurrent] = useState<Theme>(storedTheme);
  const choose = (theme: Theme) => {
    storeTheme(theme);
    applyTheme(theme);
    setCurrent(theme);
  };
  return (
    <fieldset class="segments">
      <legend class="hidden">Colours</legend>
      {themes.map(({ theme, icon, title }) => (
        <button
          key={theme}
          type="button"
          class="icon-button"
          title={title}
          aria-label={title}
          aria-pressed={current === theme}
          onClick={() => choose(theme)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </fieldset>
  );
}
