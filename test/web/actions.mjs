// What a person does on the page, by mouse and by keyboard alone; a reload proves that it stuck.
import { readFileSync } from "node:fs";
import { browser, exampleDesk, faults, finish, must, open, serve, settled } from "./browser.mjs";

const example = exampleDesk();
const chrome = await browser();
const server = await serve(example.desk);
const ask = async (operation, request = {}) =>
  (
    await fetch(`${server.address}/api/${operation}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Breadcrumb": "1" },
      body: JSON.stringify(request),
    })
  ).json();

/** Which operations this server has; what it lacks is played by the test. */
const offered = JSON.stringify(await (await fetch(`${server.address}/api/openapi.json`)).json());
const has = (operation) => offered.includes(`/api/${operation}"`);

async function text(page, selector = "main") {
  return (await page.locator(selector).allInnerTexts()).join("\n");
}

/** Reloads, and says whether the words are still there. */
async function stuck(page, words, what, selector = "main") {
  await settled(page);
  must((await text(page, selector)).includes(words), `${what}: at once`);
  await page.reload();
  await settled(page);
  must((await text(page, selector)).includes(words), `${what}: after a reload`);
}

async function clean(page, what) {
  const found = await faults(page);
  must(found.length === 0, `${what}: ${found.join("; ")}`);
}

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Tabs until what has the focus fits, and says whether it ever did. */
async function tabTo(page, fits, most = 80) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(
      () =>
        `${document.activeElement?.tagName} ${document.activeElement?.textContent ?? ""} ${document.activeElement?.getAttribute("href") ?? ""}`,
    );
    if (here.includes(fits)) return true;
  }
  return false;
}

const tests = {
  async "a newcomer finds what changed between rounds 3 and 4"(page) {
    await page.show("/");
    const link = page.locator(".pairs a[href='/rounds/4']");
    const box = await link.boundingBox();
    must(box && box.y + box.height < 800, "rounds 3 and 4 stand on the first screen of the start page");
    await link.click();
    await settled(page);
    must((await text(page)).includes("What changed since round 3"), "one click leads to what changed since round 3");
    must((await page.locator(".redline ins, .redline del").count()) > 4, "with its redlines");
  },
  async "every redline of the last round is at most two clicks from the start"(page) {
    await page.show("/");
    const issues = await ask("issues", { dialogue: (await ask("dialogues"))[0].name });
    const changed = issues.filter((one) =>
      one.last_step.some((kind) => ["reworded", "split", "merged"].includes(kind)),
    );
    for (const one of changed) {
      const row = page.locator(".changes li", { hasText: one.name }).first();
      must((await row.locator(".redline").count()) > 0, `issue ${one.number}: its redline stands on the start page`);
    }
    await page.locator(".changes a.issue").first().click();
    await settled(page);
    must((await page.locator("main .redline").count()) > 0, "one click leads to the whole redline");
  },
  async "a quote leads to its place in the source, and back goes back"(page) {
    await page.show("/issues/9");
    await page.locator(".thread blockquote a").first().click();
    await settled(page);
    must(/\/sources\/[0-9a-f]{8}/.test(page.url()), "the quote leads to its source");
    must(
      (await text(page, ".source-text .chosen, .source-text .aimed, .source-text mark")).includes("ethanol"),
      "the words are marked there",
    );
    await page.goBack();
    await settled(page);
    must(page.url().endsWith("/issues/9"), "back goes back");
    must((await text(page, "h1")).includes("ethanol"), "to the issue");
  },
  async "a fact and its row find each other"(page) {
    await page.show("/issues/9");
    await page.locator(".thread blockquote a").first().click();
    await settled(page);
    await page.locator(".source-text .fact").first().click();
    must((await page.locator(".facts li.chosen").count()) === 1, "words choose their row");
    await page.locator(".facts .row").nth(3).click();
    must((await page.locator(".source-text .fact.chosen").count()) > 0, "a row marks its words");
  },
  async "confirming a fact, and taking it back"(page) {
    await page.show("/waiting?facts=all");
    const before = await ask("facts");
    await page.locator("[data-fact] button").first().click();
    await page.waitForSelector(".toast button");
    await settled(page);
    const after = await ask("facts");
    const count = (list) => list.filter((one) => one.standing === "confirmed").length;
    must(count(after) === count(before) + 1, "one fact more is confirmed");
    await page.locator(".toast button").first().click();
    await page.waitForFunction(() => document.querySelector(".toast")?.textContent?.includes("Taken back"));
    must(count(await ask("facts")) === count(before), "taken back it is not");
  },
  async "facts by keyboard alone: j, k, y, n, e"(page) {
    await page.show("/waiting?facts=all");
    const ids = await page.locator("[data-fact]").evaluateAll((list) => list.map((one) => one.dataset.fact));
    await press(page, "j", "j", "k");
    must((await page.locator("[data-fact][aria-current]").getAttribute("data-fact")) === ids[1], "j and k move");
    await press(page, "y");
    await page.waitForFunction((id) => !document.querySelector(`[data-fact="${id}"]`), ids[1]);
    must(
      (await page.locator("[data-fact][aria-current]").getAttribute("data-fact")) === ids[2],
      "y confirms, and the next fact is at hand",
    );
    await press(page, "n");
    await page.waitForFunction((id) => !document.querySelector(`[data-fact="${id}"]`), ids[2]);
    const facts = await ask("facts");
    must(facts.find((one) => one.id === ids[1])?.standing === "confirmed", "the first is confirmed");
    must(facts.find((one) => one.id === ids[2])?.standing === "rejected", "the second is rejected");
    await settled(page);
    await press(page, "j", "e");
    await page.waitForSelector("dialog[open] input");
    await page.locator("dialog input").first().focus();
    await press(page, "Escape");
    must((await page.locator("dialog[open]").count()) === 0, "escape closes what e opened");
  },
  async "facts that wait are decided on the start page"(page) {
    // The example leaves nothing in doubt: two of its facts are.
    const unsure = (await ask("facts")).filter((one) => one.standing === "read").slice(0, 2);
    await page.route("**/api/facts", async (route) => {
      const left = new Set((await ask("facts")).filter((one) => one.standing === "read").map((one) => one.id));
      const reply = await route.fetch();
      await route.fulfill({ response: reply, json: unsure.filter((one) => left.has(one.id)) });
    });
    await page.show("/");
    must((await page.locator(".few [data-fact]").count()) === 2, "both stand there");
    await clean(page, "axe finds nothing at facts on the start page");
    await press(page, "y");
    await page.waitForFunction(() => document.querySelectorAll(".few [data-fact]").length === 1);
    await page.locator(".few").getByRole("button", { name: "Reject" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".few [data-fact]").length === 0);
    const facts = await ask("facts");
    must(facts.find((one) => one.id === unsure[0].id)?.standing === "confirmed", "y confirms");
    must(facts.find((one) => one.id === unsure[1].id)?.standing === "rejected", "a click rejects");
  },
  async "proposals of a readout by keyboard: j, k, y, n"(page) {
    const proposals = [1, 2].map((n) => ({
      about: `paper:${n}`,
      called: `Paper number ${n}`,
      score: 70,
      why: ["Its words stand in the text."],
      quote: null,
      becomes: "reported on",
      command: "",
    }));
    const source = (await ask("sources"))[0].sha256;
    await page.route("**/api/review", (route) =>
      route.fulfill({
        json: [
          {
            source,
            file_name: "x",
            concludes: true,
            reports_on: proposals,
            leaves_out: [],
            confirmed: [],
            dismissed: [],
          },
        ],
      }),
    );
    const sent = [];
    await page.route(/review-(confirm|dismiss)$/, (route) => {
      sent.push([route.request().url().split("/").at(-1), route.request().postDataJSON().thing]);
      return route.fulfill({ json: {} });
    });
    await page.show("/waiting");
    await page.waitForSelector(".review [aria-current]");
    await clean(page, "axe finds nothing at proposals");
    await press(page, "j", "n");
    await page.waitForTimeout(300);
    await press(page, "k", "y");
    await page.waitForTimeout(300);
    must(
      sent.join(";") === "review-dismiss,paper:2;review-confirm,paper:1",
      `n dismisses, y confirms: ${sent.join(";")}`,
    );
  },
  async "correcting a fact"(page) {
    const fact = (await ask("facts", { kind: "dateline" }))[0];
    await page.show(`/sources/${fact.source.slice(0, 8)}#f${fact.id.slice(0, 12)}`);
    await page.waitForSelector(".facts li.chosen");
    await press(page, "e");
    await page.fill("dialog input[name=place]", "Tokyo");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    must(
      (await ask("facts", { kind: "dateline" })).find((one) => one.id === fact.id)?.fields.place === "Tokyo",
      "the correction stands",
    );
    await stuck(page, "Tokyo", "the corrected place", ".facts li.chosen");
  },
  async "an issue is renamed, noted, linked, and its page edited"(page) {
    await page.show("/issues/14");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.fill("dialog input[name=name]", "Seafood trade");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "Seafood trade", "the new name", "h1");
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.fill("dialog textarea[name=text]", "Ask for the tariff lines.");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "Ask for the tariff lines.", "the note");
    await page.getByRole("button", { name: "Edit our page" }).click();
    await page.fill("dialog textarea[name=objective]", "Access for scallops.");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "Access for scallops.", "the objective");
    await page.getByRole("button", { name: "Link" }).click();
    await page.selectOption("dialog select[name=relation]", "part of");
    await page.fill("dialog input[name=to]", "8");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "part of Issue 8", "the link");
  },
  async "the redline between any two mentions"(page) {
    await page.show("/issues/1");
    await page.locator("#redline-from").selectOption({ index: 0 });
    await settled(page);
    must(
      (await page.locator(".between .redline, .between blockquote").count()) > 0,
      "first and last mention are shown against each other",
    );
  },
  async "the redline of any two mentions is the desk's own, and leads to both"(page) {
    if (!has("redline"))
      await page.route("**/api/redline", (route) =>
        route.fulfill({
          json: {
            typography_only: false,
            runs: [
              { kind: "erase", text: "before " },
              { kind: "insert", text: "after" },
            ],
          },
        }),
      );
    await page.show("/issues/1");
    await page.getByRole("button", { name: "Show redline" }).click();
    await page.waitForSelector(".between-lines .redline ins");
    must((await page.locator(".between-lines a.trail").count()) === 2, "both ends lead to their sources");
    await clean(page, "axe finds nothing");
  },
  async "words of a source become a fact by hand"(page) {
    const source = (await ask("sources")).find((one) => one.file_name.includes("round-2.jp"));
    const sent = [];
    if (!has("fact-add"))
      await page.route("**/api/fact-add", (route) => {
        sent.push(route.request().postDataJSON());
        return route.fulfill({ json: {} });
      });
    else page.on("request", (one) => one.url().endsWith("/api/fact-add") && sent.push(one.postDataJSON()));
    await page.show(`/sources/${source.sha256.slice(0, 8)}`);
    // A whole paragraph with Japanese text before it: not bytes are counted, but what the page's own text counts.
    const words = await page.evaluate(() => {
      const blocks = [...document.querySelectorAll(".source-text [data-start]")];
      const block = blocks.filter((one) => one.textContent.length > 20).at(-1);
      const range = document.createRange();
      range.selectNodeContents(block);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return block.textContent.trim();
    });
    await page.waitForSelector(".selected-words");
    await clean(page, "axe finds nothing while words are selected");
    await press(page, "a");
    await page.waitForSelector("dialog blockquote");
    must(
      (await text(page, "dialog blockquote")).replace(/\s/g, "") === words.replace(/\s/g, ""),
      "the words are quoted",
    );
    await page.selectOption("#fact-kind", "commitment");
    await page.fill("dialog input[name=actor]", "JPN");
    await clean(page, "axe finds nothing in the dialog");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    const [request] = sent;
    const whole = (await ask("source", { source: source.sha256 })).text;
    must(whole.slice(request.start, request.end) === words, "the desk is told where the words stand");
    must(request.kind === "commitment" && request.fields.join() === "actor=JPN", "and what they say");
    if (has("fact-add")) {
      await page.waitForSelector(".facts li.chosen");
      await stuck(page, "Japan", "the fact", ".facts li.chosen");
    }
    // By keyboard: the words are typed.
    await page.evaluate(() => getSelection().removeAllRanges());
    await press(page, "a");
    await page.fill("#fact-words", "no such words");
    must(await page.locator("dialog button[type=submit]").isDisabled(), "words that the text does not say are no fact");
    await page.fill("#fact-words", "日");
    await page.waitForSelector("dialog input[name=place]");
    must((await page.locator("dialog input[name=place]").count()) > 1, "which of several places is asked");
    await clean(page, "axe finds nothing there");
  },
  async "a readout is edited sentence by sentence, and kept until it is exported"(page) {
    const draft = await ask("readout-draft", { round: "3" });
    if (!draft.sentences) {
      const paragraph = draft.text.split("\n\n")[3];
      const source = (await ask("sources"))[0].sha256;
      draft.sentences = paragraph.split(/(?<=2023\.) /).map((one) => ({
        text: one,
        block: 0,
        item: false,
        rests_on: [{ source, start: 0, end: 5, text: "words" }],
      }));
      await page.route("**/api/readout-draft", (route) => route.fulfill({ json: draft }));
    }
    const [first, second] = draft.sentences;
    await page.show("/readout?round=3");
    must((await page.locator(".draft .sentence").count()) === draft.sentences.length, "each sentence is one");
    must((await page.locator(".draft sup a.trail").count()) > 1, "with its breadcrumb");
    await press(page, "j", "j", "e");
    await page.keyboard.press("End");
    must((await page.inputValue("#sentence-words")) === second.text, "j and e lead to the second sentence");
    must((await page.locator(".sentence-panel a.trail").count()) > 0, "and to what it rests on");
    await clean(page, "axe finds nothing at an open sentence");
    await page.fill("#sentence-words", "The delegation was led by somebody else.");
    await press(page, "Escape");
    await page.locator(".draft .sentence").first().click();
    await page.getByRole("button", { name: "Leave out" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await page.reload();
    await settled(page);
    must((await text(page, ".draft")).includes("somebody else."), "what was written is kept by the browser");
    must((await page.locator(".draft .sentence.dropped").count()) === 1, "and what was left out");
    await clean(page, "axe finds nothing in an edited draft");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export mine as TXT" }).click(),
    ]);
    const out = readFileSync(await file.path(), "utf8");
    must(out.includes("The delegation was led by somebody else."), "the file says it");
    must(!out.includes(first.text) && !out.includes(second.text), "and nothing of what it replaces");
    must(out.includes(draft.text.split("\n\n")[1]), "the rest is as drafted");
    await page.reload();
    await settled(page);
    must((await text(page, ".draft")).includes(second.text), "once exported, the browser keeps it no longer");
  },
  async "the calendar: an address, and a file"(page) {
    if (!has("calendar"))
      await page.route("**/paper/calendar", (route) =>
        route.fulfill({ body: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", contentType: "text/calendar" }),
      );
    await page.show("/follow-ups");
    await page.getByRole("button", { name: "Calendar" }).click();
    must(
      (await page.inputValue("#calendar-address")) === `${server.address}/calendar.ics`,
      "the address to subscribe to is there",
    );
    await clean(page, "axe finds nothing");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Take the file" }).click(),
    ]);
    must(readFileSync(await file.path(), "utf8").startsWith("BEGIN:VCALENDAR"), "the file is a calendar");
  },
  async "addresses lead to the place that they name"(page) {
    await page.show("/issues");
    await page.locator(".matrix .cell a[href='/issues/1#r1']").click();
    await settled(page);
    await page.waitForFunction(() => {
      const box = document.getElementById("r1")?.getBoundingClientRect();
      return box && box.top >= 0 && box.bottom <= innerHeight;
    });
    must(true, "a mark of the matrix leads to its round in the thread");
    await page.locator("#redline-from").selectOption({ index: 1 });
    await settled(page);
    await page.reload();
    await settled(page);
    must((await page.locator(".between .redline").count()) > 0, "a chosen redline has an address");
    must((await page.locator("#redline-from").evaluate((one) => one.selectedIndex)) === 1, "of both its mentions");
    await page.show("/briefing");
    await page.locator("nav[aria-labelledby=sections] input").nth(1).uncheck();
    await page.reload();
    await settled(page);
    must(
      !(await page.locator("nav[aria-labelledby=sections] input").nth(1).isChecked()),
      "so has a choice of sections",
    );
    await page.show("/entries/nothing");
    must((await text(page, "h1")).includes("no such page"), "what is not there is said to be not there");
  },
  async "each redline leads to the text it is of, and both sides stand side by side"(page) {
    await page.show("/");
    const redlines = await page.locator(".changes .redline").count();
    must((await page.locator(".changes .redline a.trail").count()) === redlines, "each redline has its trail");
    const other = (await ask("dialogues"))[1].id;
    await page.show(`/rounds/${other}/1`);
    must((await page.locator(".sides tbody tr").count()) > 0, "issues stand in rows");
    must((await page.locator(".sides td a.trail").count()) > 1, "each side's words lead to its text");
  },
  async "a page that cannot be drawn says so, and the others go on"(page) {
    await page.route("**/api/people", (route) => route.fulfill({ json: [null] }));
    await page.show("/people");
    await page.waitForSelector("main .failed");
    must((await text(page, "h1")).includes("could not be shown"), "it says so");
    page.complaints.length = 0;
    await page.locator("nav a[href='/issues']").click();
    await page.waitForSelector(".matrix");
    must(true, "another page is shown");
  },
  async "a follow-up is assigned and done"(page) {
    await page.show("/follow-ups");
    await page.locator("#f2 .act button").click();
    await page.fill("dialog input[name=owner]", "USA");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
    must((await text(page, "#f2")).includes("USA"), "it has an owner");
    await page.locator("#f2 .act button").click();
    await page.getByLabel("Done", { exact: true }).check();
    await page.fill("dialog input[name=because]", "Shown at the meeting.");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await page.show("/follow-ups?all=1");
    must((await text(page, "#f2")).includes("done"), "it is done");
    must((await text(page, "#f2")).includes("Shown at the meeting."), "with what shows it");
    await page.show("/follow-ups#f2");
    await page.waitForSelector("#f2");
    must(true, "its address finds it, though it is closed");
  },
  async "an entry is made and edited, and what is wrong is said in the form"(page) {
    await page.show("/entries/paper");
    await page.getByRole("button", { name: "New" }).click();
    await page.fill("dialog input[name=title]", "Non-paper on ports");
    await page.fill("dialog input[name=date]", "2025-03-01");
    await page.fill("dialog input[name=from]", "Nowhereland");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog .failed");
    must((await page.inputValue("dialog input[name=title]")) === "Non-paper on ports", "what was typed is still there");
    page.complaints.length = 0;
    await page.fill("dialog input[name=from]", "USA");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "Non-paper on ports", "the paper");
    await page.locator("tbody th a", { hasText: "Non-paper" }).click();
    await settled(page);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.fill("dialog input[name=terms]", "for the delegation only");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "for the delegation only", "the terms");
    await page.getByRole("button", { name: "Mark" }).click();
    await page.selectOption("dialog select[name=mark]", "sensitive");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "sensitive", "the mark");
    await page.show("/entries/paper");
    must((await text(page, "tbody")).includes("sensitive"), "the list shows it too");
  },
  async "an agenda is ordered by keyboard, and an item left out"(page) {
    await page.show("/agenda");
    const second = await text(page, "tbody tr:nth-child(2) th");
    await page.locator("tbody tr:nth-child(2) .act button").first().focus();
    await press(page, "Enter");
    await page.waitForFunction(
      (words) => document.querySelector("tbody tr:nth-child(1) th")?.textContent === words,
      second,
    );
    await stuck(page, second, "the item moved up", "tbody tr:nth-child(1) th");
    const title = await text(page, "tbody tr:nth-child(3) th");
    await page.locator("tbody tr:nth-child(3) .act button").last().click();
    await page.fill("dialog input[name=because]", "no time");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, title, "the item left out", "section[aria-labelledby=out]");
  },
  async "a pasted text is read"(page) {
    await page.show("/read");
    await page.fill(
      "textarea[name=text]",
      "WASHINGTON – The United States and Japan held the sixth round of meetings of the United States-Japan Partnership on Trade on May 20, 2025. The two delegations discussed trade in seafood.",
    );
    await page.fill("input[name=published]", "2025-05-21");
    await page.fill("input[name=publisher]", "USA");
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await page.waitForSelector(".works a", { timeout: 30_000 });
    await page.locator(".works a").first().click();
    await settled(page);
    must((await page.locator(".facts li").count()) > 3, "its facts are listed");
    await page.show("/rounds/6");
    must((await text(page)).includes("What changed since round 5"), "round 6 is compared with round 5");
  },
  async "a dropped file is read"(page) {
    await page.show("/");
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File(["<p>TOKYO – Japan and the United States discussed ports on June 2, 2025.</p>"], "ports.html", {
          type: "text/html",
        }),
      );
      return transfer;
    });
    await page.dispatchEvent("body", "dragover", { dataTransfer: data });
    must((await page.locator(".drop").count()) === 1, "the page says where to drop");
    await page.dispatchEvent("body", "drop", { dataTransfer: data });
    await page.waitForSelector(".works a, .works .late", { timeout: 30_000 });
    must(page.url().endsWith("/read"), "the page that reads is shown");
    must(
      (await ask("sources")).some((one) => one.file_name === "ports.html"),
      "the file is a source",
    );
  },
  async "search as one types"(page) {
    await page.show("/");
    await press(page, "/");
    await page.keyboard.type("blending", { delay: 20 });
    await page.waitForURL(/search\?q=blending/);
    await settled(page);
    must((await page.locator(".hits mark").count()) > 0, "hits are marked");
    must((await page.evaluate(() => document.activeElement?.id)) === "search", "the field keeps the focus");
    await page.fill("#search", "強制労働");
    await page.waitForFunction(() => document.querySelector(".hits mark")?.textContent === "強制労働");
    must(true, "Japanese is found");
  },
  async "history takes a command back"(page) {
    await ask("note-add", { text: "A note to take back." });
    await page.show("/history");
    must((await text(page, ".history")).includes("A note to take back."), "the note is in the log");
    await page.locator(".history > li").first().getByRole("button", { name: "Take back" }).click();
    await page.waitForFunction(() => document.querySelector(".toast")?.textContent?.includes("Taken back"));
    must(!(await ask("notes")).some((one) => one.text === "A note to take back."), "it is gone from the notes");
  },
  async "desk health"(page) {
    await page.show("/health");
    await page.getByRole("button", { name: "Check now" }).click();
    await page.waitForFunction(() => document.querySelector("main")?.textContent?.includes("Sound:"));
    must(true, "the record is sound");
  },
  async "papers are kept as files"(page) {
    await page.show("/briefing");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "DOCX" }).click(),
    ]);
    must((await file.failure()) === null, "the briefing comes as a Word file");
    await page.locator("nav[aria-labelledby=sections] input").first().uncheck();
    must((await page.locator("article.paper > section").count()) > 3, "the other sections stay");
  },
  async "an edit of what somebody else changed meanwhile is refused, and nothing typed is lost"(page) {
    await page.show("/entries/contact/1");
    await page.getByRole("button", { name: "Edit" }).click();
    await page.fill("dialog input[name=place]", "Osaka");
    await ask("contact-set", { number: 1, place: "Kobe" });
    await page.waitForFunction(() => document.querySelector("main dl")?.textContent?.includes("Kobe"));
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog .failed");
    page.complaints.length = 0;
    must((await page.inputValue("dialog input[name=place]")) === "Osaka", "what was typed is still there");
    await page.getByRole("button", { name: "Send anyway" }).click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "Osaka", "what was saved over it");
  },
  async "who looks again sees who changed what, and keeps what they typed"(page) {
    // What every server will say beside the refusal.
    await page.route("**/api/contact-set", async (route) => {
      const reply = await route.fetch();
      const body = await reply.json();
      if (body.error)
        body.error.changed = [
          { kind: "entry.set", author_name: "S. Hanako", time: "2025-03-10T09:00:00Z", subject: "contact:1" },
        ];
      await route.fulfill({ response: reply, json: body });
    });
    await page.show("/entries/contact/1");
    await page.getByRole("button", { name: "Edit" }).click();
    await page.fill("dialog input[name=place]", "Nagoya");
    await page.fill("dialog input[name=who]", "Typed here");
    await ask("contact-set", { number: 1, place: "Sendai", date: "2025-02-21" });
    await page.waitForFunction(() => document.querySelector("main dl")?.textContent?.includes("Sendai"));
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog .failed");
    page.complaints.length = 0;
    const said = await text(page, "dialog .failed");
    must(said.includes("S. Hanako") && said.includes("contact 1"), "it says who changed what");
    await clean(page, "axe finds nothing in the conflict");
    await page.getByRole("button", { name: "Look again" }).click();
    await page.waitForSelector("dialog .failed", { state: "detached" });
    must((await page.inputValue("dialog input[name=place]")) === "Nagoya", "what was typed is kept");
    must((await page.inputValue("dialog input[name=date]")) === "2025-02-21", "what was not touched is as it is now");
    must((await text(page, "dialog .remark")).includes("Sendai"), "and it says what mine would replace");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await stuck(page, "Nagoya", "what was sent after looking");
    must(
      (await ask("entry", { noun: "contact", number: 1 })).fields.date === "2025-02-21",
      "nothing of the other is lost",
    );
  },
  async "a decision on something that moved on is offered again"(page) {
    await page.show("/waiting?facts=all");
    await page.route("**/api/{facts,source,questions,review,status}", () => {});
    // What does not bear on it stops nothing; another decision on it does.
    await ask("note-add", { text: "Meanwhile." });
    await ask("reject", {
      fact: await page.locator("[data-fact]").first().getAttribute("data-fact"),
      because: "Meanwhile.",
    });
    await page.locator("[data-fact] .actions button").first().click();
    await page.waitForSelector(".toast .fault");
    page.complaints.length = 0;
    await page.locator(".toast").getByRole("button", { name: "Send anyway" }).click();
    await page.waitForFunction(() => document.querySelector(".toast")?.textContent?.includes("Confirmed"));
    must(true, "and goes through");
  },
  async "a tracker goes out and comes back, and a paper still holds"(page) {
    await page.show("/entries");
    await page.getByRole("button", { name: "Export the tracker" }).click();
    const [sheet] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "XLSX" }).click(),
    ]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Read an edited tracker" }).click();
    await page.setInputFiles("dialog input[type=file]", {
      name: "tracker.xlsx",
      mimeType: "application/octet-stream",
      buffer: readFileSync(await sheet.path()),
    });
    await page.waitForFunction(
      () => document.querySelector("dialog")?.textContent?.includes("Nothing was edited"),
      null,
      { timeout: 30_000 },
    );
    must(true, "an unedited tracker makes no change");
    await page.show("/briefing");
    const [paper] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "HTML" }).click(),
    ]);
    await page.show("/health");
    await page.setInputFiles("#paper", {
      name: "briefing.html",
      mimeType: "text/html",
      buffer: readFileSync(await paper.path()),
    });
    await page.waitForFunction(() => document.querySelector("main")?.textContent?.includes("It holds:"), null, {
      timeout: 30_000,
    });
    must(true, "the briefing holds");
  },
  async "a PDF is seen as it was published"(page) {
    const sent = await fetch(`${server.address}/files`, {
      method: "POST",
      headers: { "X-Breadcrumb": "1", "X-Breadcrumb-Name": "weekly.pdf" },
      body: readFileSync(new URL("../fixtures/read/eu_railway_ja.pdf", import.meta.url)),
    });
    const [read] = await ask("read", { files: [(await sent.json()).upload] });
    await page.show(`/sources/${read.source.sha256.slice(0, 8)}`);
    must((await page.locator(".page-image").count()) === 0, "pages are drawn only for who asks");
    await page.getByRole("button", { name: "Pages as published" }).click();
    const image = page.locator(".page-image img");
    await image.waitFor();
    for (const again of [false, true]) {
      if (again) await page.reload();
      await image.waitFor();
      const width = await image.evaluate(async (one) => (await one.decode(), one.naturalWidth));
      must(width > 600, `the page is drawn${again ? " after a reload" : ""}`);
    }
    must((await text(page)).includes("Page 1 of 1"), "which page of how many");
    await clean(page, "a source with its pages");
    must(page.complaints.length === 0, page.complaints.join("; "));
    await ask("undo", { event: (await ask("log", { limit: 1 }))[0].id, command: true });
  },
  async "another browser's change is seen"(page) {
    await page.show("/entries/note");
    await ask("note-add", { text: "From the other side of the room." });
    await page.waitForFunction(
      () => document.querySelector("main")?.textContent?.includes("From the other side of the room."),
      null,
      { timeout: 8_000 },
    );
    must(true, "it shows itself");
  },
  async "by keyboard alone: skip link, pages, help, a dialog"(page) {
    await page.show("/");
    await press(page, "Tab");
    must((await page.evaluate(() => document.activeElement?.className)) === "skip", "the skip link comes first");
    await press(page, "Enter");
    must((await page.evaluate(() => document.activeElement?.id)) === "main", "it leads to the page");
    await press(page, "?");
    await page.waitForSelector("dialog[open]");
    must(await page.evaluate(() => document.activeElement?.closest("dialog") !== null), "a dialog takes the focus");
    await press(page, "Escape");
    await press(page, "g", "i");
    await page.waitForURL(/\/issues$/);
    await settled(page);
    must((await page.evaluate(() => document.activeElement?.tagName)) === "H1", "a new page is read from its heading");
    must(await tabTo(page, "/issues/1"), "an issue is reached");
    await press(page, "Enter");
    await page.waitForURL(/\/issues\/1$/);
    await settled(page);
    must(await tabTo(page, "Edit our page"), "and its actions");
    await press(page, "Enter");
    await page.waitForSelector("dialog[open]");
    await press(page, "Escape");
    must((await page.evaluate(() => document.activeElement?.textContent)) === "Edit our page", "the focus comes back");
    await press(page, "g", "r");
    await page.waitForURL(/\/rounds$/);
    await page.show("/rounds/4");
    await press(page, "[");
    await page.waitForURL(/\/rounds\/3$/);
    must(true, "brackets go from round to round");
  },
  async "from row to row of a list: j, k"(page) {
    await page.show("/sources");
    const now = () => page.evaluate(() => document.activeElement?.closest("tr")?.rowIndex ?? 0);
    await press(page, "j", "j");
    must((await now()) === 2, "j goes on");
    await press(page, "k");
    must((await now()) === 1, "k goes back");
    await press(page, "k");
    must((await now()) === 1, "and no further");
    await press(page, "Enter");
    await page.waitForURL(/\/sources\/[0-9a-f]{8}/);
    must(true, "Enter opens");
  },
  async "single keys can be turned off"(page) {
    await page.show("/");
    await press(page, "?");
    await page.locator("dialog #single-keys").uncheck();
    await press(page, "Escape");
    await press(page, "g", "i");
    await page.waitForTimeout(300);
    must(new URL(page.url()).pathname === "/", "g i does nothing then");
  },
  async "language and theme are kept"(page) {
    await page.show("/");
    await page.getByRole("button", { name: "日本語" }).click();
    await page.waitForFunction(() => document.documentElement.lang === "ja");
    await page.selectOption("#theme", "dark");
    await page.reload();
    await settled(page);
    must((await page.evaluate(() => document.documentElement.lang)) === "ja", "the language");
    must((await page.evaluate(() => document.documentElement.dataset.theme)) === "dark", "the theme");
    must((await text(page, "nav")).includes("論点"), "and its words");
  },
  async "it prints without what is only for the screen"(page) {
    await page.show("/issues/1");
    await page.emulateMedia({ media: "print" });
    must(!(await page.locator(".side").isVisible()), "no navigation on paper");
    must(await page.locator(".thread").isVisible(), "but the thread");
  },
};

const chosen = process.argv.slice(2);
try {
  for (const [name, test] of Object.entries(tests)) {
    if (chosen.length > 0 && !chosen.some((one) => name.includes(one))) continue;
    const page = await open(chrome, server.address);
    try {
      await test(page);
    } catch (error) {
      must(false, `${name}: ${String(error).split("\n").slice(0, 3).join(" ")}`);
    }
    must(page.complaints.length === 0, `${name}: the console says ${page.complaints.join("; ")}`);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.context().close();
  }
} finally {
  await chrome.close();
  server.stop();
  example.remove();
}
finish();
