import type { FunctionKey } from "../../api.js";
import { useExplorer } from "../explorer.js";

export function FunctionLink({ of }: { of: FunctionKey }) {
  const { hrefOf } = useExplorer();
  const { service, module } = of;
  return (
    <>
      <a class="name" href={hrefOf({ name: "function", service, module, function: of.function })}>
        {of.function}
      </a>
      <span class="under">{module}</span>
    </>
  );
}
