import type { ComponentChildren } from "preact";

interface Props {
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A table that scrolls by itself where the window is narrow, also by keyboard. */
export function ScrollTable({ label, children, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section class={`scroll ${rest.class ?? ""}`} aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
