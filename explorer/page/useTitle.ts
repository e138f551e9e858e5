import { useEffect } from "preact/hooks";
import { useExplorer } from "./explorer.js";

/** The tab tells the state while another is looked at. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const { status } = useExplorer();
  const isDown = status?.source.targets.some(({ state }) => state === "down");
  const title = [isDown && "Source down", ...parts, "Autometrics Explorer"].filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
