// The marks of the matrix, the same as in the printed papers: size and filling tell them apart without colour.
import { joined, word } from "../words";

/** A step may be several things at once; the mark shows the one that a reader must not miss. */
const order = [
  "split",
  "merged",
  "first seen",
  "revived",
  "reworded",
  "moved",
  "continued",
  "not mentioned",
  "unknown",
];

export function leading(kinds: string[]): string {
  return order.find((one) => kinds.includes(one)) ?? kinds[0] ?? "unknown";
}

const shapes: Record<string, preact.JSX.Element> = {
  "first seen": <circle class="full" cx="8" cy="8" r="5.6" />,
  revived: <circle class="full halo" cx="8" cy="8" r="4.4" />,
  continued: <circle class="dot" cx="8" cy="8" r="2.4" />,
  reworded: <circle class="ring" cx="8" cy="8" r="4.9" />,
  moved: <path class="axis" d="M3 8h10M9.4 4.6 13 8l-3.6 3.4" />,
  split: <path class="full" d="M8 1.4 14.6 8 8 14.6 1.4 8z" />,
  merged: <path class="ring" d="M8 2.2 13.8 8 8 13.8 2.2 8z" />,
  "not mentioned": <path class="axis" d="M3.2 8h9.6" />,
  unknown: <rect class="ghost" x="3.2" y="3.2" width="9.6" height="9.6" />,
};

export function StepMark({ kind }: { kind: string }) {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {shapes[kind] ?? shapes.unknown}
    </svg>
  );
}

export function StepKinds({ kinds }: { kinds: string[] }) {
  return (
    <span class="step-kinds">
      <StepMark kind={leading(kinds)} /> {joined(kinds.map((one) => word("step", one)))}
    </span>
  );
}

export function Legend({ kinds }: { kinds: string[] }) {
  return (
    <ul class="legend">
      {order
        .filter((one) => kinds.includes(one))
        .map((one) => (
          <li key={one}>
            <StepMark kind={one} /> {word("step", one)}
          </li>
        ))}
    </ul>
  );
}
