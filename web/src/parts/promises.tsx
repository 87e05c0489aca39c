// Follow-ups as a list of their words, each leading to its row.
import type { FollowUp } from "../answers";
import { word } from "../words";
import { Said } from "./said";

export function Promises({ all }: { all: FollowUp[] }) {
  return (
    <ul class="plain">
      {all.map((one) => (
        <li key={one.number}>
          <a href={`/follow-ups#f${one.number}`}>
            <Said>{one.text}</Said>
          </a>{" "}
          <span class="soft">{word("status", one.status)}</span>
        </li>
      ))}
    </ul>
  );
}
