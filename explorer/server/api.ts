/** The paths of explorer/api.ts, each with what answers it. */
import { type Places, readFunction } from "../answers/function.js";
import { readFunctionList } from "../answers/functions.js";
import { readObjective } from "../answers/objective.js";
import { readObjectiveList } from "../answers/objectives.js";
import type { FunctionDetail, FunctionList, ObjectiveDetail, ObjectiveList, Status } from "../api.js";
import type { Source } from "../sources/source.js";
import { checkNames, functionOf, objectiveOf, Refusal, spanOf } from "./request.js";

export interface Explored {
  readonly source: Source;
  readonly placeOf: Places;
  /** Of this package. */
  readonly version: string;
}

type Answer = Status | ObjectiveList | ObjectiveDetail | FunctionList | FunctionDetail;

interface Path {
  readonly parameters: readonly string[];
  answer(explored: Explored, parameters: URLSearchParams, now: number): Promise<Answer>;
}

const paths: ReadonlyMap<string, Path> = new Map([
  [
    "/api/status",
    {
      parameters: [],
      async answer({ source, version }, _, now) {
        const status = await source.status(now);
        // A source that gives no answer says so in its status.
        const isAnswering = status.targets.some(({ state }) => state !== "down");
        const [dataSince, resolution] = await Promise.all([
          isAnswering ? source.dataSince(now) : null,
          isAnswering ? source.resolution(now) : usualResolution,
        ]);
        return { source: status, now, dataSince, resolution, queryLink: source.queryLink, version };
      },
    },
  ],
  ["/api/objectives", { parameters: [], answer: ({ source }, _, now) => readObjectiveList(source, now) }],
  [
    "/api/objective",
    {
      parameters: ["service", "objective", "sli", "from", "to"],
      async answer({ source }, parameters, now) {
        const key = objectiveOf(parameters);
        const detail = await readObjective(source, key, spanOf(parameters), now);
        if (detail !== undefined) return detail;
        throw new Refusal(
          404,
          `There is no objective '${key.objective}' (${key.sli}) of service '${key.service}'; it has not been seen for a day.`,
        );
      },
    },
  ],
  [
    "/api/functions",
    {
      parameters: ["from", "to"],
      answer: ({ source }, parameters, now) => readFunctionList(source, spanOf(parameters), now),
    },
  ],
  [
    "/api/function",
    {
      parameters: ["service", "function", "module", "from", "to"],
      async answer({ source, placeOf }, parameters, now) {
        const key = functionOf(parameters);
        const detail = await readFunction(source, key, spanOf(parameters), now, placeOf);
        if (detail !== undefined) return detail;
        throw new Refusal(
          404,
          `There is no function '${key.function}' of module '${key.module}' and service '${key.service}' in this time; choose a longer one.`,
        );
      },
    },
  ],
] satisfies [string, Path][]);

const usualResolution = 60;

/** Undefined where there is no such path. */
export function answerTo(path: string, parameters: URLSearchParams, explored: Explored): Promise<Answer> | undefined {
  const found = paths.get(path);
  if (found === undefined) return undefined;
  checkNames(parameters, found.parameters);
  return found.answer(explored, parameters, Date.now() / 1000);
}
