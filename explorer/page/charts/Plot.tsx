import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type uPlot from "uplot";
import type { Line } from "../../api.js";
import { useExplorer } from "../explorer.js";
import { formatTime } from "../format.js";
import { onThemeChange } from "../theme.js";
import { createPlot, type Shown } from "./createPlot.js";

export type DrawnLine = Pick<Line, "name" | "values">;

interface Props extends Shown {
  readonly title: string;
  readonly times: readonly number[];
  readonly lines: readonly DrawnLine[];
  readonly onPoint: (index: number | null) => void;
}

/** The drawing itself. Arrow keys move the crosshair, and what it meets is read out. */
export function Plot(props: Props) {
  const { times, lines, title, kind } = props;
  const { setRange, now } = useExplorer();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const [spoken, setSpoken] = useState("");
  // What uPlot calls back for is what was rendered last.
  const latest = useRef({ props, setRange });
  latest.current = { props, setRange };

  const { from, to, guides, deploys } = props;
  const data = useMemo<uPlot.AlignedData>(
    () => [[...times], ...lines.map(({ values }) => [...values])],
    [times, lines],
  );
  const names = lines.map(({ name }) => name);
  const shape = JSON.stringify(names);

  // Other lines need another plot, other values do not.
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const created = createPlot(element, names, data, () => latest.current.props, {
      pointed: (index) => latest.current.props.onPoint(index),
      selected: (from, to) => latest.current.setRange({ from, to }),
    });
    plot.current = created;
    const observer = new ResizeObserver(() => {
      created.setSize({ width: Math.max(element.clientWidth, 100), height: created.height });
    });
    observer.observe(element);
    const stop = onThemeChange(() => created.redraw(false, true));
    return () => {
      stop();
      observer.disconnect();
      created.destroy();
    };
  }, [shape]);

  // All that is drawn; the crosshair alone draws nothing anew.
  useEffect(() => {
    plot.current?.setData(data);
  }, [data, from, to, guides, deploys]);

  const move = (event: KeyboardEvent) => {
    const last = times.length - 1;
    const steps: Record<string, (at: number) => number> = {
      ArrowLeft: (at) => at - 1,
      ArrowRight: (at) => at + 1,
      PageUp: (at) => at - 10,
      PageDown: (at) => at + 10,
      Home: () => 0,
      End: () => last,
    };
    const step = steps[event.key];
    const { current } = plot;
    if (!step || !current || last < 0) return;
    event.preventDefault();
    const index = Math.min(Math.max(step(current.cursor.idx ?? last + 1), 0), last);
    const time = times[index];
    if (time === undefined) return;
    current.setCursor({ left: current.valToPos(time, "x"), top: 0 });
    const values = lines.map((line) => `${line.name} ${kind.format(line.values[index] ?? null)}`);
    setSpoken(`${formatTime(time, now)}: ${values.join(", ")}`);
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: no element is a chart that keys move in */}
      <div
        class="plot"
        ref={place}
        role="group"
        aria-roledescription="chart"
        aria-label={`${title}: arrow keys read values out`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
        tabIndex={0}
        onKeyDown={move}
        onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })}
      />
      <p class="hidden" aria-live="polite">
        {spoken}
      </p>
    </>
  );
}
