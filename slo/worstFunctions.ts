/** Queries for the functions that spend most of an objective's budget, as templates for alerts' annotations. */
const own = '{service_name="{{ $labels.service_name }}",objective_name="{{ $labels.objective_name }}"}';

export function worstByErrors(range: string): string {
  return `topk(5, sum by (function, module) (rate(function_calls_total${matching('result="error"')}[${range}])))`;
}

/** @param bucket The matcher for the threshold's bucket. */
export function worstByLatency(range: string, bucket: string): string {
  const histogram = "function_calls_duration_seconds";
  const within = `sum without (le) (rate(${histogram}_bucket${matching(bucket)}[${range}]))`;
  return `topk(5, sum by (function, module) (rate(${histogram}_count${own}[${range}]) - ${within}))`;
}

/** For rules that serve both SLIs: the alert's labels say which, and the objective's target says the threshold. */
export function worstOfEither(range: string): string {
  const targets =
    'printf "max by (objective_latency_threshold) (autometrics_objective_target_ratio{service_name=%q,objective_name=%q,sli=%q})"' +
    " $labels.service_name $labels.objective_name $labels.sli";
  const threshold = `{{ with query (${targets}) }}{{ . | first | label "objective_latency_threshold" }}{{ end }}`;
  const bucket = `le=~"${threshold}(\\\\.0)?"`;
  return `{{ if eq $labels.sli "latency" }}${worstByLatency(range, bucket)}{{ else }}${worstByErrors(range)}{{ end }}`;
}

function matching(matcher: string): string {
  return `${own.slice(0, -1)},${matcher}}`;
}
