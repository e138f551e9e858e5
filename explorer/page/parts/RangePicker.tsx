import { useEffect, useRef, useState } from "preact/hooks";
import { useExplorer } from "../explorer.js";
import { clockOf, dayOf, formatTime } from "../format.js";
import { defaultRange, presetNames, presets } from "../range.js";
import { Icon } from "./Icon.js";

export function RangePicker() {
  const { range, setRange, bounds, now } = useExplorer();
  const [isOpen, setIsOpen] = useState(false);
  const isCustom = !("last" in range);
  return (
    <div class="range">
      <fieldset class="segments">
        <legend class="hidden">Time range</legend>
        {presetNames.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={`Last ${presets[name].title}`}
            aria-pressed={"last" in range && range.last === name}
            onClick={() => setRange({ last: name })}
          >
            {presets[name].title}
          </button>
        ))}
        <button
          type="button"
          class="range-custom"
          aria-pressed={isCustom}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isCustom ? `${minuteOf(bounds.from, now)} – ${minuteOf(bounds.to, now)}` : "Custom"}
          <Icon name="down" />
        </button>
      </fieldset>
      {isOpen && <CustomRangeForm close={() => setIsOpen(false)} />}
    </div>
  );
}

function CustomRangeForm({ close }: { close: () => void }) {
  const { bounds, setRange } = useExplorer();
  const [from, setFrom] = useState(inputValueOf(bounds.from));
  const [to, setTo] = useState(inputValueOf(bounds.to));
  const form = useRef<HTMLFormElement>(null);
  const fromTime = timeOf(from);
  const toTime = timeOf(to);
  const isWrong = fromTime === undefined || toTime === undefined || fromTime >= toTime;

  useEffect(() => {
    form.current?.querySelector("input")?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !form.current?.parentElement?.contains(event.target)) close();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [close]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (isWrong) return;
    setRange({ from: fromTime, to: toTime });
    close();
  };
  const back = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    close();
    form.current?.parentElement?.querySelector<HTMLElement>(".range-custom")?.focus();
  };
  return (
    <form class="popover" ref={form} onSubmit={submit} onKeyDown={back}>
      <label>
        From
        <input type="datetime-local" step="1" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        To
        <input type="datetime-local" step="1" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      <p class="hint" role="status">
        {isWrong
          ? "The start must lie before the end."
          : `Local time, ${zone}. Dragging over a chart chooses a range too.`}
      </p>
      <button type="submit" class="primary" disabled={isWrong}>
        Show
      </button>
    </form>
  );
}

/** Pausing keeps the moment in the address: a link to it shows the same numbers later. */
export function LiveSwitch() {
  const { range, setRange, now } = useExplorer();
  if (!("last" in range)) {
    return (
      <button type="button" onClick={() => setRange(defaultRange)}>
        <Icon name="play" />
        Go live
      </button>
    );
  }
  const { last, at } = range;
  return at === undefined ? (
    <button
      type="button"
      onClick={() => setRange({ last, at: now })}
      title={`New numbers come by themselves; ${formatTime(now, now)}`}
    >
      <Icon name="pause" />
      Pause
    </button>
  ) : (
    <button
      type="button"
      class="attention"
      onClick={() => setRange({ last })}
      title={`Paused at ${formatTime(at, now)}`}
    >
      <Icon name="play" />
      Resume
    </button>
  );
}

function minuteOf(time: number, now: number): string {
  const clock = clockOf(time, false);
  return dayOf(time) === dayOf(now) ? clock : `${dayOf(time)}, ${clock}`;
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** As `datetime-local` wants it: local, without a zone. */
function inputValueOf(time: number): string {
  const date = new Date(time * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function timeOf(value: string): number | undefined {
  const time = Math.floor(new Date(value).getTime() / 1000);
  return Number.isNaN(time) ? undefined : time;
}
