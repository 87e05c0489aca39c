// Made by tools/make-api.mjs from `breadcrumb help --json`; not edited by hand.

/** What each operation takes: the parameters of the command line, by name. */
export interface Requests {
  /** put an item of your own on an agenda */
  "agenda-add": {
    title: string;
    minutes?: number;
    lead?: string;
    place?: number;
    agenda?: number;
    round?: string;
    body?: number;
    dialogue?: string;
  };
  /** propose an agenda: follow-ups, papers, issues, meetings of bodies; keeps what was changed by hand */
  "agenda-draft": {
    round?: string;
    body?: number;
    dialogue?: string;
    because?: string;
  };
  /** leave an item out of an agenda; it is kept, with the reason */
  "agenda-drop": {
    item: number;
    because?: string;
  };
  /** an agenda with its times in both capitals; as a paper or a calendar file with -o FILE */
  "agenda-print": {
    round?: string;
    body?: number;
    dialogue?: string;
    agenda?: number;
    output?: string;
    profile?: "minister" | "delegation" | "both sides" | "";
    "leave-out"?: boolean;
    language?: string;
    force?: boolean;
  };
  /** move or change an item of an agenda */
  "agenda-set": {
    item: number;
    title?: string;
    minutes?: number;
    lead?: string;
    place?: number;
    state?: "in" | "left out" | "";
    outcome?: "discussed" | "exchanged views" | "exchanged information" | "shared proposals" | "reviewed" | "explored" | "agreed" | "confirmed" | "not reached" | "";
    because?: string;
  };
  /** task forces, working groups and committees, read and entered */
  bodies: {
    dialogue?: string;
    limit?: number;
    skip?: number;
  };
  /** a body's meeting: planned or held, with its agenda */
  "body-meet": {
    number: number;
    meeting?: number;
    start?: string;
    end?: string;
    time?: string;
    zone?: string;
    place?: string;
    agenda?: string;
    outcome?: string;
    state?: "planned" | "held" | "cancelled" | "";
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** enter a body */
  "body-new": {
    name: string;
    dialogue?: string;
    relation?: "under" | "beside" | "over" | "";
    stage?: "agreed" | "established" | "meeting planned" | "met" | "";
    established?: string;
    lead?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
  };
  /** change what is said of a body */
  "body-set": {
    number: number;
    name?: string;
    dialogue?: string;
    relation?: "under" | "beside" | "over" | "";
    stage?: "agreed" | "established" | "meeting planned" | "met" | "";
    established?: string;
    lead?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
  };
  /** the briefing for the next round */
  brief: {
    round?: string;
    profile?: "minister" | "delegation" | "public" | "";
    output?: string;
    language?: string;
    "leave-out"?: boolean;
    force?: boolean;
    dialogue?: string;
  };
  /** what is to come, by day: rounds, meetings of bodies, follow-ups due, measures' deadlines; as a calendar file with -o FILE.ics */
  calendar: {
    dialogue?: string;
    from?: string;
    profile?: "minister" | "delegation" | "both sides" | "";
    "leave-out"?: boolean;
    output?: string;
    force?: boolean;
    limit?: number;
    skip?: number;
  };
  /** re-hash everything the record names; says what is damaged */
  check: Record<string, never>;
  /** what one side reports of a commitment */
  "commitment-status": {
    number: number;
    party?: string;
    status?: "open" | "under way" | "done" | "disputed" | "";
    date?: string;
    words?: string;
    because?: string;
    edit?: boolean;
  };
  /** two sources side by side: one round seen by two sides, or two rounds */
  compare: {
    a: string;
    b: string;
    standing?: boolean;
  };
  /** a person says that a fact is right */
  confirm: {
    fact: string;
    because?: string;
  };
  /** enter a call, mail, visit or working meeting */
  "contact-add": {
    summary?: string;
    kind?: "call" | "mail" | "visit" | "meeting" | "";
    date?: string;
    with?: string;
    who?: string;
    place?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** change what is said of a contact */
  "contact-set": {
    number: number;
    summary?: string;
    kind?: "call" | "mail" | "visit" | "meeting" | "";
    date?: string;
    with?: string;
    who?: string;
    place?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** the contacts entered */
  contacts: Record<string, never>;
  /** a person sets a fact right; a re-read never overwrites it, and public papers print it, too */
  correct: {
    fact: string;
    fields?: string[];
    because?: string;
  };
  /** the dialogues that the sources speak of */
  dialogues: Record<string, never>;
  /** whether this machine and this desk have what is needed */
  doctor: Record<string, never>;
  /** everything entered by hand, or one kind of it */
  entries: {
    noun?: "round" | "issue" | "link" | "contact" | "paper" | "body" | "meeting" | "measure" | "report" | "commitment" | "person" | "agenda" | "item" | "import" | "";
  };
  /** one entry: its fields, and who set each and when */
  entry: {
    noun: "round" | "issue" | "link" | "contact" | "paper" | "body" | "meeting" | "measure" | "report" | "commitment" | "person" | "agenda" | "item" | "import" | "";
    number: number;
  };
  /** the tracker: what the desk keeps, as a workbook or a CSV to edit */
  export: {
    file: string;
    sheet?: ("issue" | "follow-up" | "round" | "link" | "contact" | "paper" | "body" | "meeting" | "measure" | "report" | "person" | "note")[];
    profile?: string;
    "leave-out"?: boolean;
    force?: boolean;
  };
  /** a fact that no rule read, by hand from words of a source; it outlives every re-read */
  "fact-add": {
    source: string;
    fields?: string[];
    kind: "dialogue" | "launched" | "aim" | "party" | "round" | "meeting" | "session" | "head" | "area" | "item" | "issue" | "list" | "commitment" | "established" | "body" | "next_round" | "";
    words?: string;
    at?: number;
    start?: number;
    end?: number;
    because?: string;
  };
  /** what was read, with ids to confirm, correct or reject */
  facts: {
    source?: string;
    kind?: string;
    waiting?: boolean;
    limit?: number;
    skip?: number;
  };
  /** enter a follow-up by hand */
  "follow-up-add": {
    text: string;
    owner?: string;
    due?: string;
    source?: string;
    next?: string;
    "waits-for"?: string;
    issues?: string;
    because?: string;
  };
  /** say who owns a follow-up, who holds its next step, and what it waits for */
  "follow-up-assign": {
    number: number;
    owner?: string;
    next?: string;
    "waits-for"?: string;
    issues?: string;
    because?: string;
  };
  /** a follow-up is done: why, and what shows it */
  "follow-up-done": {
    number: number;
    because?: string;
    source?: string;
    file?: string;
  };
  /** a follow-up is given up, and why */
  "follow-up-drop": {
    number: number;
    because?: string;
    source?: string;
    file?: string;
  };
  /** say when a follow-up is due */
  "follow-up-due": {
    number: number;
    date: string;
    because?: string;
  };
  /** other words for a follow-up that was entered by hand */
  "follow-up-reword": {
    number: number;
    text?: string;
    because?: string;
    edit?: boolean;
  };
  /** what was promised: owner, due, status */
  "follow-ups": {
    dialogue?: string;
    owner?: string;
    status?: "open" | "done" | "dropped" | "";
    overdue?: boolean;
    soonest?: boolean;
    all?: boolean;
    limit?: number;
    skip?: number;
  };
  /** read an edited tracker back: each edit as the command that makes it */
  import: {
    file: string;
    map?: string;
    "dry-run"?: boolean;
    unfenced?: boolean;
    because?: string;
  };
  /** one issue's thread: rounds down, wording, state, redlines, quotes */
  issue: {
    issue: string;
  };
  /** say how two issues belong together */
  "issue-link": {
    issue: string;
    relation: "taken forward in" | "superseded by" | "part of" | "blocks" | "same as" | "";
    to: string;
    off?: boolean;
    because?: string;
  };
  /** enter an issue that no text names yet */
  "issue-new": {
    name: string;
    kind?: "common" | "bilateral" | "";
    "raised-by"?: string;
    "answered-by"?: string;
    lead?: string;
    agency?: string;
    objective?: string;
    position?: string;
    "their-position"?: string;
    points?: string;
    "if-raised"?: string;
    "red-lines"?: string;
    background?: string;
    topics?: string;
    dialogue?: string;
    state?: "open" | "set aside" | "";
    "name-in"?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** your side's record on an issue: lead, positions, points, red lines */
  "issue-set": {
    issue: string;
    name?: string;
    kind?: "common" | "bilateral" | "";
    "raised-by"?: string;
    "answered-by"?: string;
    lead?: string;
    agency?: string;
    objective?: string;
    position?: string;
    "their-position"?: string;
    points?: string;
    "if-raised"?: string;
    "red-lines"?: string;
    background?: string;
    topics?: string;
    dialogue?: string;
    state?: "open" | "set aside" | "";
    "name-in"?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** the issues with their numbers and last step, read and entered */
  issues: {
    dialogue?: string;
    topic?: string;
    kind?: "common" | "bilateral" | "";
    silent?: boolean;
    words?: string;
    limit?: number;
    skip?: number;
  };
  /** what happened on the desk, newest first */
  log: {
    limit?: number;
    payload?: boolean;
  };
  /** say how sensitive a thing is, and for whom */
  mark: {
    kind: "source" | "fact" | "note" | "page" | "name" | "follow-up" | "round" | "issue" | "link" | "contact" | "paper" | "body" | "meeting" | "measure" | "report" | "commitment" | "person" | "agenda" | "item" | "import" | "";
    which: string;
    mark: string;
    audience?: string;
    because?: string;
  };
  /** what is marked, how, and by whom; or what stands above a profile */
  marks: {
    above?: string;
  };
  /** enter a third country's regulation or practice */
  "measure-add": {
    title: string;
    country?: string;
    instrument?: "law" | "regulation" | "notice" | "standard" | "practice" | "";
    status?: "proposed" | "comment period" | "adopted" | "in force" | "withdrawn" | "";
    proposed?: string;
    "comments-due"?: string;
    adopted?: string;
    "in-force"?: string;
    withdrawn?: string;
    address?: string;
    topics?: string;
    response?: string;
    "response-due"?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** change what is said of a measure */
  "measure-set": {
    number: number;
    title?: string;
    country?: string;
    instrument?: "law" | "regulation" | "notice" | "standard" | "practice" | "";
    status?: "proposed" | "comment period" | "adopted" | "in force" | "withdrawn" | "";
    proposed?: string;
    "comments-due"?: string;
    adopted?: string;
    "in-force"?: string;
    withdrawn?: string;
    address?: string;
    topics?: string;
    response?: string;
    "response-due"?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** the measures entered */
  measures: Record<string, never>;
  /** two issues or more are one */
  merge: {
    issues: string[];
    because?: string;
  };
  /** the officer's own words, on an issue or on the desk */
  "note-add": {
    text?: string;
    issue?: string;
    edit?: boolean;
  };
  /** other words for a note */
  "note-set": {
    note: string;
    text?: string;
    because?: string;
    edit?: boolean;
  };
  /** the officer's notes */
  notes: Record<string, never>;
  /** enter a paper that was passed */
  "paper-add": {
    title: string;
    kind?: "proposal" | "non-paper" | "draft" | "information" | "";
    from?: string;
    to?: string;
    date?: string;
    terms?: string;
    version?: string;
    replaces?: string;
    "answered-by"?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
  };
  /** change what is said of a paper, or say what answers it */
  "paper-set": {
    number: number;
    title?: string;
    kind?: "proposal" | "non-paper" | "draft" | "information" | "";
    from?: string;
    to?: string;
    date?: string;
    terms?: string;
    version?: string;
    replaces?: string;
    "answered-by"?: string;
    issues?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
  };
  /** the papers entered */
  papers: Record<string, never>;
  /** who led the delegations, by round */
  people: {
    dialogue?: string;
    party?: string;
    limit?: number;
    skip?: number;
  };
  /** enter a person, or change what is said of one, by name */
  "person-set": {
    name: string;
    party?: string;
    "name-order"?: "family first" | "given first" | "";
    family?: string;
    reading?: string;
    office?: string;
    from?: string;
    to?: string;
    biography?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** what the record leaves open, with what to type for each */
  questions: {
    dialogue?: string;
    language?: string;
    limit?: number;
    skip?: number;
  };
  /** read documents into the record: files or web addresses */
  read: {
    files: string[];
    text?: boolean;
    explain?: boolean;
    "dry-run"?: boolean;
    dialogue?: string;
    origin?: string;
    publisher?: string;
    published?: string;
    kind?: "readout" | "joint_statement" | "announcement" | "agreement" | "notice" | "minutes" | "other" | "";
    excerpt?: boolean;
    language?: "en" | "ja" | "";
    unfenced?: boolean;
    "allow-private-addresses"?: boolean;
  };
  /** the readout of a round, drafted in a side's house style from what is public of it */
  "readout-draft": {
    round: string;
    side?: string;
    from?: "own" | "texts" | "entries" | "";
    language?: string;
    date?: string;
    profile?: "public" | "delegation" | "";
    "leave-out"?: boolean;
    joint?: boolean;
    output?: string;
    force?: boolean;
    dialogue?: string;
  };
  /** remake every table from the log */
  rebuild: Record<string, never>;
  /** how the words of one mention became those of another, of any rounds or sides */
  redline: {
    from: string;
    to: string;
  };
  /** a person says that a fact is wrong; it counts no more */
  reject: {
    fact: string;
    because?: string;
  };
  /** give an issue a name of your own; papers that go out keep the published one until it is marked */
  rename: {
    issue: string;
    name: string;
    because?: string;
  };
  /** what a readout reports on of that which was expected, and what it leaves out: proposals */
  review: {
    source?: string;
    dialogue?: string;
  };
  /** a person says that a readout reports on a thing */
  "review-confirm": {
    thing: string;
    source?: string;
    dialogue?: string;
    because?: string;
    as?: "done" | "under way" | "";
  };
  /** a person says that a readout does not report on a thing */
  "review-dismiss": {
    thing: string;
    source?: string;
    dialogue?: string;
    because?: string;
  };
  /** a round will not be held */
  "round-cancel": {
    number: number;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
  };
  /** both sides have confirmed the days */
  "round-confirm": {
    number: number;
    ordinal?: string;
    "window-start"?: string;
    "window-end"?: string;
    start?: string;
    end?: string;
    time?: string;
    zone?: string;
    place?: string;
    virtual?: string;
    delegation?: string;
    dialogue?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** a round has been held */
  "round-hold": {
    number: number;
    ordinal?: string;
    "window-start"?: string;
    "window-end"?: string;
    start?: string;
    end?: string;
    time?: string;
    zone?: string;
    place?: string;
    virtual?: string;
    delegation?: string;
    dialogue?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** plan a round, with a window or days */
  "round-plan": {
    ordinal?: string;
    "window-start"?: string;
    "window-end"?: string;
    start?: string;
    end?: string;
    time?: string;
    zone?: string;
    place?: string;
    virtual?: string;
    delegation?: string;
    dialogue?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** a round is put off; a new window if there is one */
  "round-postpone": {
    number: number;
    ordinal?: string;
    "window-start"?: string;
    "window-end"?: string;
    start?: string;
    end?: string;
    time?: string;
    zone?: string;
    place?: string;
    virtual?: string;
    delegation?: string;
    dialogue?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** change what is said of a round to come */
  "round-set": {
    number: number;
    ordinal?: string;
    "window-start"?: string;
    "window-end"?: string;
    start?: string;
    end?: string;
    time?: string;
    zone?: string;
    place?: string;
    virtual?: string;
    delegation?: string;
    dialogue?: string;
    file?: string;
    mark?: string;
    audience?: string;
    because?: string;
    edit?: boolean;
  };
  /** the rounds that texts tell of and those that were entered: dates, place, who led, state */
  rounds: {
    dialogue?: string;
    limit?: number;
    skip?: number;
  };
  /** full text in English and Japanese: sources, notes, follow-ups, entries */
  search: {
    words: string[];
    limit?: number;
    profile?: string;
    "leave-out"?: boolean;
  };
  /** one source: its text, the blocks it is made of, and every fact at its place */
  source: {
    source: string;
  };
  /** a page of a PDF source as an image, as it was published */
  "source-page": {
    source: string;
    page?: number;
    output: string;
    force?: boolean;
    unfenced?: boolean;
  };
  /** the stored documents */
  sources: {
    publisher?: string;
    language?: "en" | "ja" | "";
    kind?: "readout" | "joint_statement" | "announcement" | "agreement" | "notice" | "minutes" | "other" | "";
    words?: string;
    which?: string[];
    newest?: boolean;
    limit?: number;
    skip?: number;
  };
  /** some mentions of an issue are an issue of their own */
  split: {
    issue: string;
    mentions: string[];
    name?: string;
    because?: string;
  };
  /** where a dialogue stands today: next round, overdue, who is waited for, papers unanswered */
  status: {
    dialogue?: string;
  };
  /** make the last command not count, or the event named; itself an event */
  undo: {
    event?: string;
    one?: boolean;
    command?: boolean;
    because?: string;
  };
  /** prove every quote, hash and claim of a briefing against the desk */
  verify: {
    file: string;
    original?: string;
  };
}

export type Operation = keyof Requests;

/** The operations that change the record, with their fields: `name!:kind(choices)`; `!` where one is required. */
export const forms: Partial<Record<Operation, string>> = {
  "agenda-add": "title!:text,minutes:number,lead:text,place:number,agenda:number,round:text,body:number,dialogue:text",
  "agenda-draft": "round:text,body:number,dialogue:text,because:text",
  "agenda-drop": "item!:number,because:text",
  "agenda-set": "item!:number,title:text,minutes:number,lead:text,place:number,state:text(in|left out),outcome:text(discussed|exchanged views|exchanged information|shared proposals|reviewed|explored|agreed|confirmed|not reached),because:text",
  "body-meet": "number!:number,meeting:number,start:text,end:text,time:text,zone:text,place:text,agenda:text,outcome:text,state:text(planned|held|cancelled),file:text,mark:text,audience:text,because:text,edit:flag",
  "body-new": "name!:text,dialogue:text,relation:text(under|beside|over),stage:text(agreed|established|meeting planned|met),established:text,lead:text,issues:text,file:text,mark:text,audience:text,because:text",
  "body-set": "number!:number,name:text,dialogue:text,relation:text(under|beside|over),stage:text(agreed|established|meeting planned|met),established:text,lead:text,issues:text,file:text,mark:text,audience:text,because:text",
  "commitment-status": "number!:number,party:text,status:text(open|under way|done|disputed),date:text,words:text,because:text,edit:flag",
  confirm: "fact!:text,because:text",
  "contact-add": "summary:text,kind:text(call|mail|visit|meeting),date:text,with:text,who:text,place:text,issues:text,file:text,mark:text,audience:text,because:text,edit:flag",
  "contact-set": "number!:number,summary:text,kind:text(call|mail|visit|meeting),date:text,with:text,who:text,place:text,issues:text,file:text,mark:text,audience:text,because:text,edit:flag",
  correct: "fact!:text,fields:texts,because:text",
  "fact-add": "source!:text,fields:texts,kind!:text(dialogue|launched|aim|party|round|meeting|session|head|area|item|issue|list|commitment|established|body|next_round),words:text,at:number,start:number,end:number,because:text",
  "follow-up-add": "text!:text,owner:text,due:text,source:text,next:text,waits-for:text,issues:text,because:text",
  "follow-up-assign": "number!:number,owner:text,next:text,waits-for:text,issues:text,because:text",
  "follow-up-done": "number!:number,because:text,source:text,file:text",
  "follow-up-drop": "number!:number,because:text,source:text,file:text",
  "follow-up-due": "number!:number,date!:text,because:text",
  "follow-up-reword": "number!:number,text:text,because:text,edit:flag",
  import: "file!:text,map:text,dry-run:flag,unfenced:flag,because:text",
  "issue-link": "issue!:text,relation!:text(taken forward in|superseded by|part of|blocks|same as),to!:text,off:flag,because:text",
  "issue-new": "name!:text,kind:text(common|bilateral),raised-by:text,answered-by:text,lead:text,agency:text,objective:text,position:text,their-position:text,points:text,if-raised:text,red-lines:text,background:text,topics:text,dialogue:text,state:text(open|set aside),name-in:text,file:text,mark:text,audience:text,because:text,edit:flag",
  "issue-set": "issue!:text,name:text,kind:text(common|bilateral),raised-by:text,answered-by:text,lead:text,agency:text,objective:text,position:text,their-position:text,points:text,if-raised:text,red-lines:text,background:text,topics:text,dialogue:text,state:text(open|set aside),name-in:text,file:text,mark:text,audience:text,because:text,edit:flag",
  mark: "kind!:text(source|fact|note|page|name|follow-up|round|issue|link|contact|paper|body|meeting|measure|report|commitment|person|agenda|item|import),which!:text,mark!:text,audience:text,because:text",
  "measure-add": "title!:text,country:text,instrument:text(law|regulation|notice|standard|practice),status:text(proposed|comment period|adopted|in force|withdrawn),proposed:text,comments-due:text,adopted:text,in-force:text,withdrawn:text,address:text,topics:text,response:text,response-due:text,issues:text,file:text,mark:text,audience:text,because:text,edit:flag",
  "measure-set": "number!:number,title:text,country:text,instrument:text(law|regulation|notice|standard|practice),status:text(proposed|comment period|adopted|in force|withdrawn),proposed:text,comments-due:text,adopted:text,in-force:text,withdrawn:text,address:text,topics:text,response:text,response-due:text,issues:text,file:text,mark:text,audience:text,because:text,edit:flag",
  merge: "issues!:texts,because:text",
  "note-add": "text:text,issue:text,edit:flag",
  "note-set": "note!:text,text:text,because:text,edit:flag",
  "paper-add": "title!:text,kind:text(proposal|non-paper|draft|information),from:text,to:text,date:text,terms:text,version:text,replaces:text,answered-by:text,issues:text,file:text,mark:text,audience:text,because:text",
  "paper-set": "number!:number,title:text,kind:text(proposal|non-paper|draft|information),from:text,to:text,date:text,terms:text,version:text,replaces:text,answered-by:text,issues:text,file:text,mark:text,audience:text,because:text",
  "person-set": "name!:text,party:text,name-order:text(family first|given first),family:text,reading:text,office:text,from:text,to:text,biography:text,file:text,mark:text,audience:text,because:text,edit:flag",
  read: "files!:texts,text:flag,explain:flag,dry-run:flag,dialogue:text,origin:text,publisher:text,published:text,kind:text(readout|joint_statement|announcement|agreement|notice|minutes|other),excerpt:flag,language:text(en|ja),unfenced:flag,allow-private-addresses:flag",
  rebuild: "",
  reject: "fact!:text,because:text",
  rename: "issue!:text,name!:text,because:text",
  "review-confirm": "thing!:text,source:text,dialogue:text,because:text,as:text(done|under way)",
  "review-dismiss": "thing!:text,source:text,dialogue:text,because:text",
  "round-cancel": "number!:number,file:text,mark:text,audience:text,because:text",
  "round-confirm": "number!:number,ordinal:text,window-start:text,window-end:text,start:text,end:text,time:text,zone:text,place:text,virtual:text,delegation:text,dialogue:text,file:text,mark:text,audience:text,because:text,edit:flag",
  "round-hold": "number!:number,ordinal:text,window-start:text,window-end:text,start:text,end:text,time:text,zone:text,place:text,virtual:text,delegation:text,dialogue:text,file:text,mark:text,audience:text,because:text,edit:flag",
  "round-plan": "ordinal:text,window-start:text,window-end:text,start:text,end:text,time:text,zone:text,place:text,virtual:text,delegation:text,dialogue:text,file:text,mark:text,audience:text,because:text,edit:flag",
  "round-postpone": "number!:number,ordinal:text,window-start:text,window-end:text,start:text,end:text,time:text,zone:text,place:text,virtual:text,delegation:text,dialogue:text,file:text,mark:text,audience:text,because:text,edit:flag",
  "round-set": "number!:number,ordinal:text,window-start:text,window-end:text,start:text,end:text,time:text,zone:text,place:text,virtual:text,delegation:text,dialogue:text,file:text,mark:text,audience:text,because:text,edit:flag",
  split: "issue!:text,mentions!:texts,name:text,because:text",
  undo: "event:text,one:flag,command:flag,because:text",
};

/** Operations that only an owner may use. */
export const owners: readonly Operation[] = ["rebuild"];
