import { useMemo } from "preact/hooks";
import type { FunctionList, FunctionSummary } from "../../api.js";
import { apiPath } from "../ask.js";
import { useExplorer } from "../explorer.js";
import { formatNumber, formatRate, formatRatio, formatSeconds, unknown } from "../format.js";
import { isNotable, ranked, selected, valuesOf } from "../functionList.js";
import { Deploys } from "../parts/Deploys.js";
import { FunctionLink } from "../parts/FunctionLink.js";
import { Icon } from "../parts/Icon.js";
import { Loaded } from "../parts/Loaded.js";
import { Message } from "../parts/Message.js";
import { NothingReported } from "../parts/NothingReported.js";
import { ScrollTable } from "../parts/ScrollTable.js";
import { Sparkline } from "../parts/Sparkline.js";
import { allFunctions, type FunctionsView, type SortKey } from "../route.js";
import { useAnswer } from "../useAnswer.js";
import { useTitle } from "../useTitle.js";

/** As many rows as a browser lays out without a pause, whatever the number of functions. */
const pageSize = 100;

export function FunctionListView({ view }: { view: FunctionsView }) {
  const { bounds, range } = useExplorer();
  const answer = useAnswer<FunctionList>(JSON.stringify(range), apiPath("functions", { ...bounds }));
  const failing = answer.data?.functions.filter(({ errorRatio }) => (errorRatio ?? 0) > 0).length;
  useTitle(answer.problem ? "No answer" : failing ? `${failing} with errors` : undefined, "Functions");
  return (
    <>
      <div class="heading">
        <h1>Functions</h1>
      </div>
      <Loaded answer={answer} what="the functions">
        {(list) =>
          list.functions.length === 0 ? <NothingReported what="function" /> : <List list={list} view={view} />
        }
      </Loaded>
    </>
  );
}

function List({ list, view }: { list: FunctionList; view: FunctionsView }) {
  const { functions, deploys } = list;
  const { go } = useExplorer();
  const found = useMemo(() => ranked(selected(functions, view), view), [functions, view]);
  const withService = useMemo(() => new Set(functions.map(({ service }) => service)).size > 1, [functions]);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(view.page, pages);
  return (
    <>
      <Filters functions={functions} view={view} found={found.length} />
      {found.length === 0 ? (
        <Message kind="empty" title="No function matches">
          <p>{functions.length.toLocaleString("en")} functions are there; the filter leaves none of them.</p>
          <button type="button" onClick={() => go(allFunctions)}>
            Clear the filter
          </button>
        </Message>
      ) : (
        <>
          <Table
            functions={found.slice((page - 1) * pageSize, page * pageSize)}
            view={view}
            withService={withService}
          />
          {pages > 1 && <Pages page={page} pages={pages} view={view} />}
        </>
      )}
      <Deploys deploys={deploys} />
    </>
  );
}

function Filters({
  functions,
  view,
  found,
}: {
  functions: readonly FunctionSummary[];
  view: FunctionsView;
  found: number;
}) {
  const { go } = useExplorer();
  const modules = useMemo(() => valuesOf(functions.map(({ module }) => module)), [functions]);
  const objectives = useMemo(() => valuesOf(functions.flatMap(({ objectives }) => objectives)), [functions]);
  const change = (changed: Partial<FunctionsView>) => go({ ...view, ...changed, page: 1 });
  return (
    <search class="filters">
      <label>
        <span>Filter</span>
        <input
          type="search"
          placeholder="function, module or service"
          value={view.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      <Choice
        title="Module"
        all="all modules"
        values={modules}
        value={view.module}
        choose={(module) => change({ module })}
      />
      <Choice
        title="Objective"
        all="any or none"
        values={objectives}
        value={view.objective}
        choose={(objective) => change({ objective })}
      />
      <p role="status">
        {found === functions.length
          ? `${found.toLocaleString("en")} ${found === 1 ? "function" : "functions"}`
          : `${found.toLocaleString("en")} of ${functions.length.toLocaleString("en")} functions`}
      </p>
    </search>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly all: string;
  readonly values: readonly string[];
  readonly value: string;
  readonly choose: (value: string) => void;
}

function Choice({ title, all, values, value, choose }: ChoiceProps) {
  // A link may name one that has gone.
  const shown = value && !values.includes(value) ? [value, ...values] : values;
  return (
    <label>
      <span>{title}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{all}</option>
        {shown.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const columns = [
  { key: "name", title: "Function" },
  { key: "rate", title: "Rate" },
  { key: "errorRatio", title: "Errors" },
  { key: "p50", title: "p50" },
  { key: "p95", title: "p95" },
  { key: "p99", title: "p99" },
  { key: "inFlight", title: "In flight" },
] as const satisfies readonly { key: SortKey; title: string }[];

interface TableProps {
  readonly functions: readonly FunctionSummary[];
  readonly view: FunctionsView;
  readonly withService: boolean;
}

function Table({ functions, view, withService }: TableProps) {
  return (
    <ScrollTable label="Functions">
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <SortHead key={key} of={key} title={title} view={view} />
          ))}
          <th scope="col">Calls over time</th>
          <th scope="col">Objectives</th>
        </tr>
      </thead>
      <tbody>
        {functions.map((one) => (
          <Row key={`${one.service} ${one.module} ${one.function}`} of={one} withService={withService} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

function SortHead({ of, title, view }: { of: SortKey; title: string; view: FunctionsView }) {
  const { go } = useExplorer();
  const isSorted = view.sort === of;
  // Names begin with A, numbers with the greatest.
  const isAscending = isSorted ? !view.isAscending : of === "name";
  return (
    <th
      scope="col"
      class={of === "name" ? undefined : "number"}
      aria-sort={isSorted ? (view.isAscending ? "ascending" : "descending") : undefined}
    >
      <button type="button" class="sort" onClick={() => go({ ...view, sort: of, isAscending, page: 1 })}>
        {title}
        {isSorted && <Icon name={view.isAscending ? "up" : "down"} />}
      </button>
    </th>
  );
}

function Row({ of, withService }: { of: FunctionSummary; withService: boolean }) {
  const errors = of.errorRatio ?? 0;
  return (
    <tr>
      <th scope="row">
        <FunctionLink of={of} withService={withService} />
      </th>
      <td class="number">{formatRate(of.rate)}</td>
      <td class={isNotable(errors) ? "number over" : "number"}>
        {of.errorRatio === null ? <NoCalls /> : formatRatio(errors)}
      </td>
      <td class="number">{formatSeconds(of.p50)}</td>
      <td class="number">{formatSeconds(of.p95)}</td>
      <td class="number">{formatSeconds(of.p99)}</td>
      <td class="number">{of.inFlight === null ? unknown : formatNumber(of.inFlight)}</td>
      <td>
        <Sparkline values={of.sparkline} />
      </td>
      <td class="muted">{of.objectives.join(", ")}</td>
    </tr>
  );
}

function NoCalls() {
  return <span class="muted">no calls</span>;
}

function Pages({ page, pages, view }: { page: number; pages: number; view: FunctionsView }) {
  const { go } = useExplorer();
  const turn = (to: number) => {
    go({ ...view, page: to });
    document.querySelector(".filters")?.scrollIntoView({ block: "nearest" });
  };
  return (
    <nav class="pages" aria-label="Pages of functions">
      <button type="button" disabled={page === 1} onClick={() => turn(page - 1)}>
        Previous
      </button>
      <span role="status">
        Page {page} of {pages}
      </span>
      <button type="button" disabled={page === pages} onClick={() => turn(page + 1)}>
        Next
      </button>
    </nav>
  );
}
