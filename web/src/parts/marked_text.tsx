// A source's text as it was published, every fact underlined where it stands. Only text: nothing in it can act.
import type { Block, PlacedFact, SourceText } from "../answers";
import { t } from "../words";

export interface Range {
  start: number;
  end: number;
}

interface Properties {
  source: SourceText;
  facts: PlacedFact[];
  selected: string | null;
  target: Range | null;
  choose: (id: string) => void;
}

export function MarkedText({ source, facts, selected, target, choose }: Properties) {
  const groups: Block[][] = [];
  for (const block of source.blocks) {
    const last = groups.at(-1);
    if (
      last &&
      last[0]!.furniture === block.furniture &&
      (block.furniture || last[0]!.kind === block.kind) &&
      (block.furniture || ["list_item", "table_cell"].includes(block.kind))
    )
      last.push(block);
    else groups.push([block]);
  }
  const pieces = (block: Block) => (
    <Pieces text={source.text} block={block} facts={facts} selected={selected} target={target} choose={choose} />
  );
  return (
    <div class="source-text" lang={source.language ?? undefined}>
      {groups.map((group) => {
        const block = group[0]!;
        const key = block.start;
        if (block.furniture)
          return (
            <div key={key} class="furniture">
              <span class="aside">{t("source.furniture")}</span>
              {group.map((one) => (
                <p key={one.start} data-start={one.start}>
                  {pieces(one)}
                </p>
              ))}
            </div>
          );
        if (block.kind === "list_item")
          return (
            <ul key={key}>
              {group.map((one) => (
                <li
                  key={one.start}
                  data-start={one.start}
                  class={one.level > 1 ? "deeper" : ""}
                  data-marker={marker(one, source.text)}
                >
                  {pieces(one)}
                </li>
              ))}
            </ul>
          );
        if (block.kind === "table_cell")
          return (
            <div key={key} class="cells">
              {group.map((one) => (
                <p key={one.start} data-start={one.start}>
                  {pieces(one)}
                </p>
              ))}
            </div>
          );
        if (block.kind === "heading" || block.kind === "title")
          return (
            <p key={key} data-start={key} class={`heading level-${block.kind === "title" ? 1 : block.level || 2}`}>
              {pieces(block)}
            </p>
          );
        return (
          <p key={key} data-start={key}>
            {pieces(block)}
          </p>
        );
      })}
    </div>
  );
}

/** What stands before a list item, where the text itself does not say it. */
function marker(block: Block, text: string): string {
  const mark = block.marker ?? "•";
  return mark !== "" && text.startsWith(mark, block.start) ? "" : mark;
}

function Pieces({
  text,
  block,
  facts,
  selected,
  target,
  choose,
}: Omit<Properties, "source"> & { text: string; block: Block }) {
  const inside = facts.filter((fact) => fact.start < block.end && fact.end > block.start);
  const hit = target && target.start < block.end && target.end > block.start ? target : null;
  const cuts = new Set([block.start, block.end]);
  for (const range of hit ? [...inside, hit] : inside) {
    if (range.start > block.start && range.start < block.end) cuts.add(range.start);
    if (range.end > block.start && range.end < block.end) cuts.add(range.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return (
    <>
      {sorted.slice(0, -1).map((start, i) => {
        const end = sorted[i + 1]!;
        const words = text.slice(start, end);
        const over = inside
          .filter((fact) => fact.start <= start && fact.end >= end)
          .sort((a, b) => a.end - a.start - (b.end - b.start));
        const aimed = hit && hit.start <= start && hit.end >= end;
        if (over.length === 0) return aimed ? <mark key={start}>{words}</mark> : words;
        const ids = over.map((fact) => fact.id);
        const chosen = selected !== null && ids.includes(selected);
        // A second click on the same words goes to the next fact that covers them.
        const next = () => choose(ids[(ids.indexOf(selected ?? "") + 1) % ids.length]!);
        const states =
          over[0]!.standing === "rejected"
            ? "rejected"
            : over.some((fact) => fact.standing === "confirmed" || fact.standing === "corrected")
              ? "settled"
              : over[0]!.certainty < 70
                ? "unsure"
                : "read";
        const name = `fact ${states}${chosen ? " chosen" : ""}${aimed ? " aimed" : ""}`;
        return (
          // The list beside the text is the way for the keyboard.
          // biome-ignore lint/a11y/useKeyWithClickEvents: as above
          <span key={start} class={name} data-facts={ids.join(" ")} onClick={next}>
            {words}
          </span>
        );
      })}
    </>
  );
}
