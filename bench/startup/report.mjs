// What a service took to start, as Markdown.
import { count, table } from "../format.mjs";
import { median } from "../statistics.mjs";

export function startupGoals({ files, runs }) {
  return [
    [
      "a service starts less than 2 ms later for each file that is instrumented",
      `${milliseconds(touched(files, runs))} ms`,
    ],
    [
      "a service starts no later for files that are passed over",
      `${milliseconds((1000 * more(runs, "none", "bare, none", "cpu")) / files)} ms a file`,
    ],
  ];
}

export function startupSection({ files, node, runs }) {
  const row = (title, name) => [
    title,
    ...["cpu", "wall"].flatMap((what) => [
      Math.round(1000 * median(runs[`bare, ${name}`].map((run) => run[what]))),
      Math.round(1000 * median(runs[name].map((run) => run[what]))),
    ]),
  ];
  return [
    `### The start of a service of ${count(files)} files, on Node ${node}`,
    table(
      ["annotated", "processor, ms", "with **register**", "wall, ms", "with **register**"],
      [row("nothing", "none"), row("one function", "one"), row("one function in each file", "all")],
    ),
    `A file that is instrumented takes ${milliseconds(touched(files, runs))} ms; the first ${Math.round(1000 * (more(runs, "one", "bare, one", "cpu") - more(runs, "none", "bare, none", "cpu")))} ms, as TypeScript and prom-client are loaded for it. Medians of ${runs.none.length} rounds, processor time.`,
  ].join("\n\n");
}

/** Milliseconds a file, without what is loaded for the first. */
function touched(files, runs) {
  return (1000 * (more(runs, "all", "bare, all", "cpu") - more(runs, "one", "bare, one", "cpu"))) / (files - 1);
}

/** Seconds, round by round. */
function more(runs, name, than, what) {
  return median(runs[name].map((run, i) => run[what] - runs[than][i][what]));
}

const milliseconds = (value) => `${value < 0 ? "−" : ""}${Math.abs(value).toFixed(2)}`;
