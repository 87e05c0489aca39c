// Signing in, running out, roles: the page behind a door (door.mjs) that knows people.
import { execFileSync } from "node:child_process";
import { browser, exampleDesk, faults, finish, must, open, program, serve, settled, tooWide } from "./browser.mjs";
import { door } from "./door.mjs";

const table = new Map(
  JSON.parse(execFileSync(program, ["help", "--json"], { encoding: "utf8" })).operations.map((one) => [
    one.name,
    one.role,
  ]),
);
const example = exampleDesk();
const chrome = await browser();
const server = await serve(example.desk);
const people = {
  "R. Blake": { password: "breadcrumbs everywhere", role: "editor" },
  reader: { password: "only looking", role: "reader" },
  owner: { password: "the keys", role: "owner" },
};
const { state, address, stop } = await door(server.address, people, (name) => table.get(name) ?? "reader");

async function text(page, selector = "main") {
  return (await page.locator(selector).allInnerTexts()).join("\n");
}

async function enter(page, name, password = people[name].password, within = "main") {
  await page.fill(`${within} input[name=username]`, name);
  await page.fill(`${within} input[name=password]`, password);
  await page.locator(`${within} .sign-in button[type=submit]`).click();
}

async function inside(page, name, path = "/") {
  await page.show(path);
  await enter(page, name);
  await page.waitForSelector(".signed");
  await settled(page);
}

async function look(page, what) {
  const found = await faults(page);
  must(found.length === 0, `${what}: axe finds ${found.join("; ")}`);
  must((await tooWide(page)) <= 0, `${what}: fits`);
}

// The stream of changes may have found out first, and the dialog that signs in stand before the form.
const save = (page) => page.evaluate(() => document.querySelector("dialog form:not(.sign-in)").requestSubmit());

const quiet = (page) => {
  // The browser writes down every answer that is a refusal.
  page.complaints = page.complaints.filter(
    (one) => !/status of 4\d\d|EventSource|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE/.test(one),
  );
};

const tests = {
  async "nobody is in: the page asks for a name, and then shows what was asked for"(page) {
    await page.show("/issues/9");
    must((await page.title()).startsWith("Sign in"), "the title says so");
    must((await page.locator("nav a").count()) === 0, "nothing of the desk is offered");
    must(
      !state.calls.some(([method, , , status]) => method === "POST" && status === 401),
      "and nothing was asked in vain",
    );
    const name = page.locator("input[name=username]");
    must((await name.getAttribute("autocomplete")) === "username", "the name may be filled in");
    must(
      (await page.locator("input[name=password]").getAttribute("autocomplete")) === "current-password",
      "and the password",
    );
    must(await name.evaluate((one) => one === document.activeElement), "one may type at once");
    await page.keyboard.type("R. Blake");
    await page.keyboard.press("Tab");
    await page.keyboard.type(people["R. Blake"].password);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".thread");
    must(page.url().endsWith("/issues/9"), "the address is the one that was asked for");
    must((await text(page, "h1")).includes("ethanol"), "and its page is shown");
    must((await text(page, ".signed")).includes("R. Blake"), "the page says who is in");
    must((await text(page, ".signed")).includes("editor"), "and as what");
    await page.reload();
    await settled(page);
    must((await text(page, "h1")).includes("ethanol"), "a reload asks for nothing");
  },
  async "a wrong password, then too many"(page) {
    state.wait = 3;
    await page.show("/");
    for (let i = 0; i < 3; ++i) {
      await enter(page, "R. Blake", "wrong");
      await page.waitForFunction(() =>
        document.querySelector("#sign-in-fault")?.textContent?.includes("belong together"),
      );
      must(
        await page.evaluate(() => document.activeElement?.getAttribute("name") === "password"),
        "the password may be typed anew",
      );
    }
    await enter(page, "R. Blake");
    await page.waitForFunction(() => document.querySelector("#sign-in-fault")?.textContent?.includes("Too many"));
    must(/0:0\d/.test(await text(page, ".sign-in button")), "the button counts down");
    await look(page, "too many tries");
    await page.waitForFunction(() => document.querySelector(".sign-in button")?.textContent === "Sign in", null, {
      timeout: 6_000,
    });
    await page.locator(".sign-in button").click();
    await page.waitForSelector(".signed");
    must(true, "then it may be tried again");
  },
  async "signing out leaves nothing of the desk in the window"(page) {
    await inside(page, "R. Blake", "/issues");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForSelector("main input[name=password]");
    must(!(await text(page, "body")).includes("ethanol"), "no issue is to be seen");
    must((await page.locator(".matrix").count()) === 0, "and no matrix");
  },
  async "the session runs out: signed in again over the page, nothing typed is lost"(page) {
    await inside(page, "R. Blake", "/issues/14");
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.fill("dialog textarea[name=text]", "Written before the session ran out.");
    state.forget();
    await save(page);
    await page.waitForSelector("dialog .sign-in");
    await look(page, "signing in again");
    must((await page.inputValue("dialog input[name=username]")) === "R. Blake", "the name is there already");
    await page.fill("dialog input[name=password]", people["R. Blake"].password);
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
    must((await text(page)).includes("Written before the session ran out."), "what was saved is there");
    await page.reload();
    await settled(page);
    must((await text(page)).includes("Written before the session ran out."), "after a reload too");
  },
  async "who will not sign in again keeps the page and what was typed"(page) {
    await inside(page, "R. Blake", "/issues/14");
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.fill("dialog textarea[name=text]", "Not yet.");
    state.forget();
    await save(page);
    await page.waitForSelector("dialog .sign-in");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog .failed");
    must((await page.inputValue("dialog textarea[name=text]")) === "Not yet.", "what was typed is still there");
    await page.keyboard.press("Escape");
    await page.locator(".signed").getByRole("button", { name: "Sign in" }).click();
    await page.waitForSelector("dialog .sign-in");
    must(true, "the head of the page offers it again");
  },
  async "what one began is not sent in the name of another"(page) {
    await inside(page, "R. Blake", "/issues/14");
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.fill("dialog textarea[name=text]", "Whose words are these?");
    state.forget();
    await save(page);
    await page.waitForSelector("dialog .sign-in");
    await enter(page, "owner", people.owner.password, "dialog");
    await page.waitForSelector("dialog .failed");
    must((await text(page, "dialog")).includes("signed in as owner"), "it says who is in now");
    must((await page.inputValue("dialog textarea[name=text]")) === "Whose words are these?", "and keeps the words");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    must(true, "sent again, it goes");
  },
  async "a token that another window made is taken over"(page) {
    await inside(page, "R. Blake", "/issues/14");
    state.newTokens();
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.fill("dialog textarea[name=text]", "With the new token.");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
    must((await text(page)).includes("With the new token."), "the note is saved");
    const posts = state.calls.filter(
      ([method, path, , status]) => method === "POST" && path === "/api/note-add" && status === 200,
    );
    must(/^[0-9a-f]{16}$/.test(posts.at(-1)?.[2] ?? ""), "the call carried the token");
  },
  async "a reader sees everything and changes nothing"(page) {
    await inside(page, "reader");
    must((await text(page, ".signed")).includes("change nothing"), "the page says so");
    for (const [path, gone] of [
      ["/issues/9", ["Rename", "Add a note", "Edit our page", "Merge with another", "Mark"]],
      ["/issues", ["Enter an issue"]],
      ["/follow-ups", ["Enter a follow-up", "Change"]],
      ["/agenda", ["Draft from what is open", "Leave out", "Edit"]],
      ["/entries/paper", ["New"]],
      ["/entries/paper/1", ["Edit", "Mark"]],
      ["/people", ["Enter a person"]],
      ["/bodies", ["Enter a body"]],
      ["/history", ["Take back"]],
      ["/waiting?facts=all", ["Confirm", "Reject", "Correct"]],
      ["/health", ["Remake every table from the log"]],
    ]) {
      await page.show(path);
      must((await page.locator("main h1").count()) === 1, `${path}: is shown`);
      for (const name of gone)
        must(
          (await page.locator("main").getByRole("button", { name }).count()) === 0,
          `${path}: does not offer ${name}`,
        );
      await look(page, `${path} for a reader`);
    }
    for (const path of ["/read", "/waiting", "/health"]) {
      await page.show(path);
      must((await text(page)).includes("you are signed in as reader"), `${path}: says why`);
    }
    await page.show("/entries/paper?new=1");
    await page.waitForSelector("dialog .form");
    must(await page.locator("dialog button[type=submit]").isDisabled(), "a form that an address opens sends nothing");
    must((await text(page, "dialog")).includes("you are signed in as reader"), "and says why");
    await page.show("/waiting?facts=all");
    const before = state.calls.length;
    await page.keyboard.press("y");
    await page.waitForTimeout(300);
    must(!state.calls.slice(before).some(([, path]) => path === "/api/confirm"), "no key confirms");
  },
  async "an editor has no owner's keys, and a smaller role is noticed"(page) {
    await inside(page, "R. Blake", "/health");
    must(
      (await page.getByRole("button", { name: "Remake every table from the log" }).count()) === 0,
      "rebuild is not offered",
    );
    must((await text(page)).includes("Only an owner"), "and it says to whom it is");
    await page.show("/issues/14");
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.fill("dialog textarea[name=text]", "As a reader?");
    people["R. Blake"].role = "reader";
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog .failed");
    must((await text(page, "dialog")).includes("As reader you cannot"), "it says so");
    must((await page.inputValue("dialog textarea[name=text]")) === "As a reader?", "the words are kept");
    people["R. Blake"].role = "editor";
  },
  async "whom a proxy signs in signs in there, and comes back"(page) {
    state.by = "proxy";
    try {
      await inside(page, "R. Blake", "/issues/14");
      must((await page.getByRole("button", { name: "Sign out" }).count()) === 0, "signing out is the proxy's");
      await page.getByRole("button", { name: "Add a note" }).click();
      await page.fill("dialog textarea[name=text]", "Kept while away.");
      state.forget();
      await save(page);
      await page.getByRole("button", { name: "I am signed in" }).click();
      await page.waitForFunction(() => document.body.textContent?.includes("does not know you yet"));
      await look(page, "signing in elsewhere");
      await page.evaluate(
        ([name, password]) =>
          fetch("/sign-in", {
            method: "POST",
            headers: { "X-Breadcrumb": "1" },
            body: JSON.stringify({ name, password }),
          }),
        ["R. Blake", people["R. Blake"].password],
      );
      await page.getByRole("button", { name: "I am signed in" }).click();
      await page.waitForSelector("dialog", { state: "detached" });
      await settled(page);
      must((await text(page)).includes("Kept while away."), "what was typed is saved");
    } finally {
      state.by = "password";
    }
  },
  async "another's change is seen again after the session ran out"(page) {
    await inside(page, "R. Blake", "/entries/note");
    state.forget();
    await page.waitForSelector("dialog .sign-in", { timeout: 12_000 });
    await page.fill("dialog input[name=password]", people["R. Blake"].password);
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.waitForTimeout(1500);
    await fetch(`${server.address}/api/note-add`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Breadcrumb": "1" },
      body: JSON.stringify({ text: "Said while nobody looked." }),
    });
    await page.waitForFunction(() =>
      document.querySelector("main")?.textContent?.includes("Said while nobody looked."),
    );
    must(true, "the page listens again");
  },
};

try {
  const chosen = process.argv.slice(2);
  for (const [name, test] of Object.entries(tests)) {
    if (chosen.length > 0 && !chosen.some((one) => name.includes(one))) continue;
    const page = await open(chrome, address);
    state.until = 0;
    state.calls.length = 0;
    try {
      await test(page);
    } catch (error) {
      must(false, `${name}: ${error}`);
      console.error(await text(page, "body").catch(() => ""));
    }
    quiet(page);
    must(page.complaints.length === 0, `${name}: the console says ${page.complaints.join("; ")}`);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.context().close();
  }
  for (const theme of ["light", "dark"])
    for (const language of ["en", "ja"])
      for (const width of [360, 1280]) {
        const page = await open(chrome, address, { theme, language, width });
        await page.show("/");
        await look(page, `sign-in ${theme} ${language} ${width}`);
        await enter(page, "R. Blake", "wrong");
        await page.waitForSelector("#sign-in-fault p");
        await look(page, `sign-in refused ${theme} ${language} ${width}`);
        state.until = 0;
        await enter(page, "R. Blake");
        await page.waitForSelector("main h1:not(.door h1)");
        await settled(page);
        if (width === 360) await page.locator(".menu").click();
        await look(page, `signed in ${theme} ${language} ${width}`);
        await page.context().close();
      }
} finally {
  await chrome.close();
  stop();
  server.stop();
  example.remove();
}
finish();
