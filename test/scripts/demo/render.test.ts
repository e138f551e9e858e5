import { expect, it } from "vitest";
import { exposedObjectives } from "../../../prometheus/exposed.js";
import { renderFunctions, renderTargets } from "../../../scripts/demo/render.js";
import { reportFunctions } from "../../../scripts/demo/report.js";
import { parseExposition } from "../../../slo/exposition.js";

const plain = (text: string) => text;
const styles = { bold: plain, dim: plain, red: (text: string) => `!${text}!` };

const families = parseExposition(`
function_calls_total{function="load",module="users",result="ok",objective_name=""} 20
function_calls_total{function="load",module="users",result="error",objective_name=""} 0
function_calls_total{function="GET /users",module="app",result="ok",objective_name="api"} 1995
function_calls_total{function="GET /users",module="app",result="error",objective_name="api"} 5
function_calls_total{function="never",module="app",result="ok",objective_name=""} 0
function_calls_total{function="never",module="app",result="error",objective_name=""} 0
# TYPE function_calls_duration_seconds histogram
function_calls_duration_seconds_bucket{function="GET /users",module="app",le="0.01"} 1000
function_calls_duration_seconds_bucket{function="GET /users",module="app",le="0.02"} 1980
function_calls_duration_seconds_bucket{function="GET /users",module="app",le="0.25"} 1990
function_calls_duration_seconds_bucket{function="GET /users",module="app",le="+Inf"} 2000
function_calls_duration_seconds_bucket{function="load",module="users",le="0.01"} 10
function_calls_duration_seconds_bucket{function="load",module="users",le="0.02"} 20
function_calls_duration_seconds_bucket{function="load",module="users",le="0.25"} 20
function_calls_duration_seconds_bucket{function="load",module="users",le="+Inf"} 20
autometrics_objective_target_ratio{objective_name="api",sli="success_rate",objective_latency_threshold=""} 0.999
autometrics_objective_target_ratio{objective_name="api",sli="latency",objective_latency_threshold="0.25"} 0.99
autometrics_objective_target_ratio{objective_name="idle",sli="success_rate",objective_latency_threshold=""} 0.9
autometrics_objective_calls_total{objective_name="api",sli="success_rate",result="ok"} 1995
autometrics_objective_calls_total{objective_name="api",sli="success_rate",result="error"} 5
autometrics_objective_calls_total{objective_name="api",sli="latency",result="ok"} 1990
autometrics_objective_calls_total{objective_name="api",sli="latency",result="error"} 10
autometrics_objective_calls_total{objective_name="idle",sli="success_rate",result="ok"} 0
autometrics_objective_calls_total{objective_name="idle",sli="success_rate",result="error"} 0
`);

it("the functions that count towards an objective come first, with errors marked", () => {
  expect(renderFunctions(reportFunctions(families), styles)).toEqual([
    "function    module  calls  errors      p50      p95      p99",
    "GET /users  app     2,000  !     5!  ≤ 10 ms  19.2 ms    20 ms",
    "load        users      20       0  ≤ 10 ms    19 ms  19.8 ms",
    "never       app         0       0        –        –        –",
  ]);
});

it("each target has its standing, and an objective without calls has none", () => {
  expect(renderTargets(exposedObjectives([families], "the example"), styles)).toEqual([
    "               target    actual  error budget left       burn rate",
    "succeeded      99.9 %   99.75 %  !exhausted, 2.5 × spent!        2.5",
    "within 250 ms    99 %   99.50 %  50 %                          0.5",
    "succeeded        90 %  no calls  –                               –",
  ]);
});
