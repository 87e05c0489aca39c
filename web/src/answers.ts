// What the operations answer, as `--json` prints it. Only what the page reads is written down.
import type { Requests } from "./api";

/** Bytes of a source's text; whoever shows it turns them into offsets of its own. */
export interface Quote {
  source: string;
  start: number;
  end: number;
  text: string;
}

export interface Entry {
  noun: string;
  number: number;
  author: string | null;
  time: string | null;
  fields: Record<string, string>;
  set_by: Record<string, { author: string; time: string; event: string }>;
  attachments: { sha256: string; name?: string; file_name?: string }[];
  mark?: string;
  audience?: string;
}

export interface Dialogue {
  id: string;
  name: string;
  short_name: string | null;
  parties: string[];
  launched: string | null;
  rounds: number;
  sources: number;
  issues: number;
}

export interface Head {
  party: string;
  name: string;
  title: string | null;
  quote: Quote;
}

export interface Round {
  dialogue: string;
  kind: string;
  ordinal?: number;
  start: string | null;
  end: string | null;
  dates?: { start: string; end: string | null; zone: string | null; week: boolean; quote: Quote }[];
  quote?: Quote;
  place?: string | null;
  virtual?: boolean | null;
  heads: Head[];
  head_unknown?: string[];
  whole_text?: boolean;
  sources: string[];
  entered?: Entry | null;
}

export interface Issue {
  number: number;
  name: string;
  kind: string | null;
  dialogue: string | null;
  topics: string[];
  first_round: number | null;
  last_step: string[];
  streak: number;
  silence: number;
  key: string | null;
  /** Those of its thread; empty for an issue that was only entered. */
  steps: Step[];
}

export interface Run {
  kind: "keep" | "insert" | "erase";
  text: string;
  old?: string;
}

export interface Redline {
  typography_only: boolean;
  runs: Run[];
}

/** A mention as the redline between any two of them tells of it. */
export interface Spoken {
  fact: string;
  source: string;
  side: string | null;
  round: number | null;
  start: string | null;
  quote: Omit<Quote, "source">;
  words: Omit<Quote, "source">[];
}

export interface Between extends Redline {
  from: Spoken;
  to: Spoken;
}

export interface Mention {
  fact: string;
  source: string;
  heading: string | null;
  text: string;
  kind: string | null;
  acts: string[];
  topics: string[];
  quote: Omit<Quote, "source">;
  words: Omit<Quote, "source">[];
}

export interface Step {
  round: number | null;
  start: string | null;
  kinds: string[];
  with: string[];
  streak: number;
  silence: number;
  margin: number;
  runner_up: string | null;
  because: string;
  mentions: Mention[];
  redline?: Redline;
  /** One for each side that has texts of both rounds; only where there is one. */
  redlines?: { side: string; redline: Redline }[];
}

export interface Thread {
  number: number;
  also: number[];
  key: string | null;
  name: string;
  kind: string | null;
  topics: string[];
  dialogue: string | null;
  steps: Step[];
  state: string;
  entered: {
    page: Entry | null;
    links: Entry[];
    papers: Entry[];
    contacts: Entry[];
    measures: Entry[];
    bodies: Entry[];
    follow_ups: (Entry | FollowUp | number)[];
  };
  notes: Note[];
}

export interface Note {
  id: string;
  issue: number | null;
  author: string;
  time: string;
  text: string;
}

export interface FollowUp {
  number: number;
  text: string;
  owner: string | null;
  next_step_holder: string | null;
  waits_for: number | null;
  due: string | null;
  status: string;
  round: number | null;
  age_rounds: number;
  fact: string | null;
  quote: Quote | null;
  closed_because: string | null;
  closed_source: string | null;
  evidence: unknown[];
  concerned: string[];
  reports: { party: string; status: string; date?: string; words?: string; number?: number }[];
  reported: string | null;
  settled: boolean;
  author: string | null;
  time: string | null;
}

export interface Source {
  number?: number;
  sha256: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  language: string | null;
  kind: string | null;
  excerpt: boolean;
  media_type: string;
  bytes: number;
  file_name: string;
  origin: string | null;
  text_sha256: string;
  extractor: string;
  added: string;
}

export interface Block {
  kind: string;
  start: number;
  end: number;
  level: number;
  marker?: string;
  /** Of a PDF, from 1. */
  page?: number;
  /** Belongs to the site around the text. */
  furniture?: boolean;
}

/** A fact at its place in a source's text; start and end are UTF-16 offsets, those of the quote are bytes. */
export interface PlacedFact extends Fact {
  start: number;
  end: number;
  issue: number | null;
}

export interface SourceText extends Source {
  text: string;
  /** In UTF-16 offsets. */
  blocks: Block[];
  facts: PlacedFact[];
}

export interface Fact {
  id: string;
  kind: string;
  fields: Record<string, string>;
  source: string;
  quote: Omit<Quote, "source">;
  rule: string;
  certainty: number;
  standing: string;
  anchor: string;
  decided_by: string | null;
  decided_at: string | null;
  /** The name of who added or decided it. */
  author?: string | null;
}

export interface Status {
  dialogue: string | null;
  day: string;
  last_round: string | null;
  last_round_entry: number | null;
  days_since_last_round: number | null;
  next_round: { entry?: number; state?: string; when?: string };
  overdue: FollowUp[];
  waiting_on: Record<string, number[]>;
  papers_unanswered: { paper: number; title: string; owed_by: string[]; days: number | null }[];
  bodies_without_meeting: string[];
  meetings_to_come: Entry[];
  measures: Entry[];
  silent_issues: number[];
  unconfirmed: Record<string, number>;
}

export interface Question {
  number: number;
  dialogue: string;
  kind: string;
  sentence: string;
  answers: { when: string; command: string }[];
}

export interface Proposal {
  about: string;
  called: string;
  score: number;
  why: string[];
  quote: (Quote & { text: string }) | null;
  becomes: string;
  command: string;
}

export interface Review {
  source: string;
  file_name: string;
  round: string | null;
  side: string | null;
  concludes: boolean;
  reports_on: Proposal[];
  leaves_out: Proposal[];
  confirmed: Proposal[];
  dismissed: Proposal[];
}

export interface Person {
  party: string;
  name: string;
  title: string | null;
  dialogue: string | null;
  rounds: string[];
  quotes: Quote[];
  entered?: Entry | null;
}

export interface Body {
  name: string;
  relation: string | null;
  stage: string | null;
  next_meeting: string | null;
  dialogue: string | null;
  sayings: { round: number | null; stage: string | null; next_meeting: string | null; quote: Quote }[];
  entered: (Entry & { meetings?: Entry[] }) | null;
}

export interface Hit {
  kind: string;
  id: string;
  title: string;
  date: string | null;
  snippets: {
    field: string | null;
    start: number;
    end: number;
    text: string;
    matches: { start: number; end: number }[];
  }[];
}

export interface LogEvent {
  id: string;
  command: string;
  channel: string;
  seq: number;
  author: string;
  author_name: string;
  time: string;
  kind: string;
  undone: boolean;
  payload?: Record<string, unknown>;
}

export interface Comparison {
  a: Source;
  b: Source;
  same_round: boolean;
  issues: { issue: string; kinds: string[]; because: string; redline?: Redline }[];
  [other: string]: unknown;
}

export interface Agenda {
  agenda: number;
  of: string;
  title: string;
  minutes: number;
  items: {
    item: number;
    place: number;
    title: string;
    minutes: number | null;
    lead: string | null;
    about: string;
    outcome: string | null;
    begins: string | null;
  }[];
  left_out?: unknown;
}

/** A sentence of a draft, and what it rests on: words of a source, or what an officer entered. */
export interface Sentence {
  text: string;
  /** The paragraph or list item in which it stands, from 0. */
  block: number;
  item: boolean;
  rests_on: (Quote | { entry: string; author: string | null; time: string | null })[];
}

export interface Draft {
  dialogue: string;
  round: string;
  side: string;
  language: string;
  from: string;
  note: string;
  left_out: unknown[];
  not_used: unknown[];
  no_outcome: unknown[];
  other_language: unknown[];
  text: string;
  /** Not answered yet by every server. */
  sentences?: Sentence[];
}

export interface BriefRun {
  rests_on: "computed" | "words" | "quote" | "officer";
  id?: string;
  args?: Record<string, string>;
  text: string;
  look?: string;
  link?: string;
  anchor?: string;
  source?: string;
  start?: number;
  end?: number;
}

export interface BriefTable {
  head: BriefRun[][];
  rows: BriefRun[][][];
}

export interface BriefBlock {
  kind: string;
  style?: string;
  level?: number;
  anchor?: string;
  runs?: BriefRun[];
  table?: BriefTable;
  figure?: { title: BriefRun[]; description: BriefRun[]; table: BriefTable };
}

export interface Brief {
  meta: { desk: string; dialogue: string; head: string; profile: string; round: string; language: string };
  head: { kicker: BriefRun[]; title: BriefRun[]; byline: BriefRun[] };
  sections: { id: string; title: BriefRun[]; blocks: BriefBlock[] }[];
}

export interface Marked {
  subject: string;
  mark: string;
  audience: string;
  by?: string;
  time?: string;
}

export interface Verdict {
  holds: boolean;
  format: string;
  quotes: number;
  claims: number;
  failures: unknown[];
}

/** What not every server can do yet; where it can, the table says what it takes (api.ts). */
interface Later {
  redline: { from: string; to: string };
  calendar: Record<string, never>;
  "fact-add": { source: string; start?: number; end?: number; kind: string; fields?: string[]; because?: string };
}

/** What the page may ask. */
export type Asks = Requests & Omit<Later, keyof Requests>;

/** A day that is to come. */
export interface Coming {
  kind: string;
  number: number | null;
  title: string;
  start: string | null;
  end: string | null;
  whose: string | null;
  overdue: boolean;
}

export interface Answers {
  agenda: never;
  "agenda-print": Agenda;
  bodies: Body[];
  brief: Brief;
  calendar: Coming[];
  check: { sound: boolean; events: number; files: number; head: string; findings: unknown[] };
  compare: Comparison;
  contacts: Entry[];
  dialogues: Dialogue[];
  doctor: { what: string; well: boolean; detail: string }[];
  entries: Entry[];
  entry: Entry;
  facts: Fact[];
  "follow-ups": FollowUp[];
  issue: Thread;
  issues: Issue[];
  log: LogEvent[];
  marks: Marked[];
  measures: Entry[];
  notes: Note[];
  papers: Entry[];
  people: Person[];
  questions: Question[];
  "readout-draft": Draft;
  redline: Between;
  review: Review[];
  rounds: Round[];
  search: { found: number; by_date: boolean; hits: Hit[] };
  source: SourceText;
  sources: Source[];
  status: Status;
  verify: Verdict;
}

export type AnswerOf<O extends keyof Asks> = O extends keyof Answers ? Answers[O] : unknown;
