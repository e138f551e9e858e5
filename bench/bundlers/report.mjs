// What builds by bundlers took, as Markdown.
import { count, overhead, percent, seconds, table } from "../format.mjs";
import { median } from "../statistics.mjs";

const names = { vite: "Vite", esbuild: "esbuild" };

/** Project → variant → what a row of it is called. */
const rows = {
  plain: { bare: "nothing annotated", nothing: "… a plugin that does nothing", plugin: "… **ts-autometrics**" },
  annotated: {
    bare: "one file in ten annotated",
    plugin: "… **ts-autometrics**",
    typeAware: "… **ts-autometrics** with `typeAware`",
  },
};

export function bundlersGoals({ files, runs }) {
  const cost = (project) =>
    Object.entries(runs)
      .map(
        ([bundler, projects]) => `${percent(overhead(projects[project], "plugin", "bare", "cpu"))} ${names[bundler]}`,
      )
      .join(", ");
  return [
    [`a bundler takes less than 5 % longer for ${count(files)} files, one in ten annotated`, cost("annotated")],
    [`a bundler takes less than 1 % longer for ${count(files)} files, none annotated`, cost("plain")],
  ];
}

export function bundlersSection({ files, runs }) {
  const lines = Object.entries(runs).flatMap(([bundler, projects]) =>
    Object.entries(projects).flatMap(([project, variants]) =>
      Object.entries(variants).map(([variant, all], i) => [
        i === 0 && project === "plain" ? names[bundler] : "",
        rows[project][variant],
        seconds(median(all.map(({ cpu }) => cpu))),
        variant === "bare" ? "" : percent(overhead(variants, variant, "bare", "cpu")),
        seconds(median(all.map(({ wall }) => wall))),
        variant === "bare" ? "" : percent(overhead(variants, variant, "bare", "wall")),
      ]),
    ),
  );
  return [
    `### A bundle of ${count(files)} files`,
    table(["", "", "processor, s", "more than without", "wall, s", "more than without"], lines),
    `Medians of ${runs.vite.plain.bare.length} rounds, and of the ratios in each.`,
  ].join("\n\n");
}
