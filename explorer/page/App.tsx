import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Status } from "../api.js";
import { apiPath } from "./ask.js";
import { ExplorerProvider, explorerAt } from "./explorer.js";
import { Header } from "./parts/Header.js";
import { Message } from "./parts/Message.js";
import { SourceNotice } from "./parts/SourceNotice.js";
import { presets, type Range } from "./range.js";
import { isSamePlace, placeOf, readRoute, type View } from "./route.js";
import { useAnswer } from "./useAnswer.js";
import { useTick } from "./useClock.js";
import { FunctionDetailView } from "./views/FunctionDetailView.js";
import { FunctionListView } from "./views/FunctionListView.js";
import { ObjectiveDetailView } from "./views/ObjectiveDetailView.js";
import { ObjectiveListView } from "./views/ObjectiveListView.js";

const statusEvery = 5;

export function App() {
  const route = useRoute();
  const status = useAnswer<Status>("status", apiPath("status"), useTick(statusEvery, true));
  const isPaused = "last" in route.range && route.range.at !== undefined;
  const tick = useTick(refreshSeconds(route.range, status.data?.resolution), !isPaused);
  const skew = useRef(0);
  if (status.data && status.at !== undefined) skew.current = status.data.now - status.at;

  // Time moves with the tick alone, which is why it is named: what is drawn between two is of one moment.
  const now = useMemo(() => Math.floor(Date.now() / 1000 + skew.current), [tick, route]);
  const explorer = useMemo(() => explorerAt(route, now, status.data), [route, now, status.data]);

  return (
    <ExplorerProvider value={explorer}>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the content
      </button>
      <Header view={route.view} />
      <main id="main" tabIndex={-1}>
        <SourceNotice status={status} />
        {status.data || status.problem ? (
          <ViewOf view={route.view} />
        ) : (
          // Since when there is data is part of each view's question.
          <Message kind="loading" title="Asking the Explorer’s server …" />
        )}
      </main>
    </ExplorerProvider>
  );
}

function ViewOf({ view }: { view: View }) {
  switch (view.name) {
    case "objectives":
      return <ObjectiveListView />;
    case "objective":
      return <ObjectiveDetailView key={placeOf(view)} view={view} />;
    case "functions":
      return <FunctionListView view={view} />;
    case "function":
      return <FunctionDetailView key={placeOf(view)} view={view} />;
  }
}

function useRoute() {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const shown = useRef(route.view);
  useEffect(() => {
    const changed = () => setRoute(readRoute(location.hash));
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  useEffect(() => {
    if (isSamePlace(shown.current, route.view)) return;
    shown.current = route.view;
    // Where a page load would begin: for the eye at the top, for a screen reader and the keyboard at the content.
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [route]);
  return route;
}

/** Nothing new to see sooner than the samples come, or than a long range has a point more. */
function refreshSeconds(range: Range, resolution = 5): number {
  const points = 300;
  const shown = "last" in range ? presets[range.last].seconds : presets["15m"].seconds;
  return Math.min(Math.max(5, resolution, shown / points), 60);
}
