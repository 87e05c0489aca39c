// A table that may be wider than the page: it scrolls by itself, by keyboard too.
import type { ComponentChildren } from "preact";

export function Wide({ label, busy, children }: { label: string; busy?: boolean; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section class="wide" tabIndex={0} aria-label={label} aria-busy={busy}>
      {children}
    </section>
  );
}
