import { useEffect } from "preact/hooks";

/** The tab tells the state while another is looked at. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), "Autometrics Explorer"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
