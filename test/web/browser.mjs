// What the tests of the page share: the server they run against, the browser, and what every page must hold.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(join(root, "web/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const program = process.env.BREADCRUMB ?? join(root, "build/release/breadcrumb");
const clock = { BREADCRUMB_NOW: "2025-03-10T09:00:00Z", BREADCRUMB_AUTHOR: "R. Blake" };

function run(desk, ...words) {
  return execFileSync(program, ["--desk", desk, ...words], { env: { ...process.env, ...clock }, encoding: "utf8" });
}

/** A desk with the example's sources and what an officer enters in the weeks before a round. */
export function exampleDesk() {
  const folder = mkdtempSync(join(tmpdir(), "breadcrumb-web-"));
  const desk = join(folder, "desk");
  execFileSync(program, ["demo", "--dir", desk, "--no-serve"], { env: { ...process.env, ...clock }, stdio: "ignore" });
  run(
    desk,
    "round",
    "plan",
    "6",
    "--start",
    "2025-05-20",
    "--end",
    "2025-05-21",
    "--time",
    "09:30",
    "--zone",
    "Asia/Tokyo",
    "--place",
    "Tokyo",
  );
  run(desk, "round", "confirm", "1");
  run(
    desk,
    "person",
    "set",
    "Sato Hanako",
    "--party",
    "JPN",
    "--name-order",
    "family first",
    "--reading",
    "さとう はなこ",
    "--office",
    "Director",
  );
  run(
    desk,
    "issue",
    "set",
    "ethanol",
    "--lead",
    "R. Blake",
    "--objective",
    "A date by which the plan is published.",
    "--points",
    "Thank them.\nAsk when.",
  );
  run(
    desk,
    "paper",
    "add",
    "Draft work plan on blending",
    "--kind",
    "proposal",
    "--from",
    "USA",
    "--to",
    "JPN",
    "--date",
    "2025-01-20",
    "--issues",
    "ethanol",
  );
  run(
    desk,
    "contact",
    "add",
    "Asked for the figures.",
    "--kind",
    "call",
    "--date",
    "2025-02-20",
    "--with",
    "JPN",
    "--issues",
    "ethanol",
  );
  run(
    desk,
    "measure",
    "add",
    "Data Localisation Order",
    "--country",
    "VNM",
    "--status",
    "comment period",
    "--comments-due",
    "2025-06-30",
  );
  run(desk, "follow-up", "due", "1", "2025-01-31");
  run(desk, "note", "add", "Ask the embassy for the text.", "--issue", "labor");
  run(desk, "body", "new", "Working Group on Ethanol", "--stage", "agreed");
  run(desk, "body", "meet", "1", "--start", "2025-04-10", "--place", "Tokyo", "--state", "planned");
  run(desk, "agenda", "draft");
  run(desk, "agenda", "drop", "6", "--because", "no news");
  return { desk, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function emptyDesk() {
  const folder = mkdtempSync(join(tmpdir(), "breadcrumb-web-"));
  const desk = join(folder, "desk");
  execFileSync(program, ["init", desk, "--party", "JPN"], { env: { ...process.env, ...clock }, stdio: "ignore" });
  return { desk, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Serves a desk on a port that is free. */
export async function serve(desk) {
  const child = spawn(program, ["--desk", desk, "serve", "--listen", ":0"], {
    env: { ...process.env, ...clock },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise((done, fail) => {
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
      const found = /http:\/\/[^\/\s]+/.exec(said);
      if (found) done(found[0]);
    });
    child.on("exit", () => fail(new Error(`breadcrumb serve ended: ${said}`)));
  });
  let stopped = false;
  child.on("exit", (code, signal) => must(stopped, `the server ended by itself: ${code ?? signal}`));
  return {
    address,
    stop: () => {
      stopped = true;
      child.kill();
    },
  };
}

// A page that is newer than the one in the program: BREADCRUMB_DIST=web/dist.
async function newer(context) {
  const dist = process.env.BREADCRUMB_DIST;
  if (!dist) return;
  await context.route(
    (url) => !/^\/(api|events|files|paper|calendar\.ics|who|sign-in|sign-out)/.test(url.pathname),
    (route) => {
      const file = join(dist, new URL(route.request().url()).pathname);
      return route.fulfill({
        path: existsSync(file) && statSync(file).isFile() ? file : join(dist, "index.html"),
        headers: { "Content-Security-Policy": "default-src 'self'" },
      });
    },
  );
}

export async function browser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`no browser: ${executablePath}`);
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

const failures = [];
let held = 0;

export function must(holds, what) {
  if (holds) held += 1;
  else {
    failures.push(what);
    console.error(`FAILED: ${what}`);
  }
}

export function finish() {
  console.log(`${held} held, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** A page of its own that complains into `must`: nothing may be written to the console. */
export async function open(chrome, address, { width = 1280, theme = "light", language = "en", height = 800 } = {}) {
  const context = await chrome.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: language === "ja" ? "ja-JP" : "en-GB",
    acceptDownloads: true,
  });
  await newer(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.complaints = [];
  page.on("console", (message) => {
    // An operation that this server does not have yet, and without which the page goes on.
    if (/\/api\/(redline|calendar)$/.test(message.location().url) && message.text().includes("404")) return;
    if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.show = async (path) => {
    await page.goto(address + path);
    await settled(page);
  };
  return page;
}

/** Waits until the page has all that it asked for. */
export async function settled(page) {
  await page.waitForSelector("main h1, main .failed, main .waiting");
  let still = 0;
  for (let i = 0; i < 200 && still < 3; ++i) {
    still = (await page.evaluate(() => document.documentElement.hasAttribute("data-busy"))) ? 0 : still + 1;
    await page.waitForTimeout(40);
  }
}

/** What axe finds, one line each. */
export async function faults(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const result = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`)
          .slice(0, 3)
          .join(" | ")}`,
    );
  });
}

/** Nothing but what is meant to scroll is wider than the window. */
export async function tooWide(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
