import type { FunctionKey } from "../../api.js";
import { useExplorer } from "../explorer.js";

interface Props {
  readonly of: FunctionKey;
  /** Where functions of several services stand together. */
  readonly withService?: boolean;
}

export function FunctionLink({ of, withService = false }: Props) {
  const { hrefOf } = useExplorer();
  const { service, module } = of;
  return (
    <>
      <a class="name" href={hrefOf({ name: "function", service, module, function: of.function })}>
        {of.function}
      </a>
      <span class="under">{withService ? `${module} · ${service}` : module}</span>
    </>
  );
}
