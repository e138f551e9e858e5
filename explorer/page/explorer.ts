import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Status } from "../api.js";
import { boundsOf, type CustomRange, type Range } from "./range.js";
import { type View, writeRoute } from "./route.js";

/** What every part of the page may ask: where the reader is, and how to go elsewhere. */
export interface Explorer {
  readonly range: Range;
  /** The source's clock, which stands still while the page is paused. */
  readonly now: number;
  /** What is shown: of the range that is chosen, the part there can be data of. */
  readonly bounds: CustomRange;
  readonly status: Status | undefined;
  readonly go: (view: View) => void;
  readonly setRange: (range: Range) => void;
  readonly hrefOf: (view: View) => string;
}

const context = createContext<Explorer | undefined>(undefined);

export const ExplorerProvider = context.Provider;

export function useExplorer(): Explorer {
  const explorer = useContext(context);
  if (!explorer) throw new Error("this part of the page stands outside of ExplorerProvider");
  return explorer;
}

export function explorerAt(
  { view, range }: { view: View; range: Range },
  now: number,
  status: Status | undefined,
): Explorer {
  const show = (hash: string, isNewPlace: boolean) => {
    if (isNewPlace) location.hash = hash;
    else {
      history.replaceState(null, "", hash);
      window.dispatchEvent(new HashChangeEvent("hashchange"));
    }
  };
  return {
    range,
    now,
    bounds: boundsOf(range, now, status?.dataSince),
    status,
    // Each letter typed into the filter is no place to go back to.
    go: (next) => show(writeRoute({ view: next, range }), !(next.name === "functions" && view.name === "functions")),
    setRange: (next) => show(writeRoute({ view, range: next }), true),
    hrefOf: (next) => writeRoute({ view: next, range }),
  };
}
