// Every page in light and dark, English and Japanese, wide and narrow: axe finds nothing, the console stays silent, nothing
// sticks out. Then the other states: empty, loading, refused, a dialog in front.
//   node test/web/pages.mjs [--fast] [PATH]...
import { browser, emptyDesk, exampleDesk, faults, finish, must, open, serve, settled, tooWide } from "./browser.mjs";

const fast = process.argv.includes("--fast");
const chosen = process.argv.slice(2).filter((one) => one.startsWith("/"));
const paths = chosen.length
  ? chosen
  : [
      ...[
        "/",
        "/rounds",
        "/rounds/4",
        "/issues",
        "/issues?show=acts",
        "/issues/6",
        "/issues/9",
        "/issues/15",
        "/sources",
        "/compare",
        "/follow-ups",
      ],
      ...[
        "/follow-ups?view=board",
        "/search?q=labor",
        "/search?q=労働",
        "/waiting",
        "/waiting?facts=all",
        "/read",
        "/entries",
        "/entries/paper",
      ],
      ...[
        "/entries/paper/1",
        "/entries/round/1",
        "/entries/note",
        "/agenda",
        "/readout?round=3",
        "/briefing",
        "/people",
        "/bodies",
        "/history",
      ],
      ...["/health", "/marks", "/nowhere", "/entries/nothing", "/issues?area=Labor", "/issues/1?from="],
    ];
const looks = fast
  ? [
      { theme: "light", language: "en", width: 1280 },
      { theme: "dark", language: "ja", width: 360 },
    ]
  : ["light", "dark"].flatMap((theme) =>
      ["en", "ja"].flatMap((language) => [1280, 360].map((width) => ({ theme, language, width }))),
    );

async function look(page, what) {
  const found = await faults(page);
  must(found.length === 0, `${what}: axe finds ${found.join("; ")}`);
  const wide = await tooWide(page);
  must(wide <= 0, `${what}: ${wide} pixels too wide`);
  must(page.complaints.length === 0, `${what}: the console says ${page.complaints.join("; ")}`);
  page.complaints.length = 0;
}

const example = exampleDesk();
const empty = emptyDesk();
const chrome = await browser();
const server = await serve(example.desk);
const bare = await serve(empty.desk);
try {
  const ask = async (operation) =>
    (
      await fetch(`${server.address}/api/${operation}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Breadcrumb": "1" },
        body: "{}",
      })
    ).json();
  const hashes = await ask("sources");
  const other = (await ask("dialogues"))[1].id;
  const source = (name) => `/sources/${hashes.find((one) => one.file_name.includes(name)).sha256.slice(0, 8)}`;
  const all = chosen.length
    ? paths
    : [
        ...paths,
        `/rounds/${other}/1`,
        `/?d=${other}`,
        source("round-5"),
        `${source("round-3")}#q1510-1533`,
        source("round-2.jp"),
      ];
  for (const each of looks) {
    const page = await open(chrome, server.address, each);
    for (const path of all) {
      await page.show(path);
      const title = await page.title();
      must(title.length > 3, `${path}: has a title`);
      await look(page, `${path} ${each.theme} ${each.language} ${each.width}`);
    }
    await page.context().close();
  }
  if (chosen.length === 0) {
    for (const each of looks) {
      const named = `${each.theme} ${each.language} ${each.width}`;
      // Empty.
      let page = await open(chrome, bare.address, each);
      for (const path of paths.filter((one) => !/\d/.test(one))) {
        page.complaints.length = 0;
        await page.show(path);
        // A desk that holds nothing refuses some of what is asked, and the browser writes that down.
        page.complaints = page.complaints.filter((one) => !/status of 4\d\d/.test(one));
        await look(page, `empty ${path} ${named}`);
      }
      await page.context().close();
      // Refused: whatever is asked.
      page = await open(chrome, server.address, each);
      await page.route(/\/(api|paper)\//, (route) =>
        route.fulfill({
          status: 503,
          json: { error: { kind: "unavailable", code: "desk.busy", message: "The desk is busy.", where: "" } },
        }),
      );
      for (const path of ["/", "/issues", "/issues/6", source("round-5"), "/follow-ups", "/briefing", "/history"]) {
        await page.show(path);
        must((await page.locator(".failed").count()) > 0, `${path}: says that it was refused`);
        page.complaints.length = 0;
        await look(page, `refused ${path} ${named}`);
      }
      await page.context().close();
      // Loading: nothing is answered.
      page = await open(chrome, server.address, each);
      await page.route(/\/(api|paper)\//, () => {});
      for (const path of ["/", "/issues", "/issues/6", "/history"]) {
        await page.goto(server.address + path);
        await page.waitForSelector(".waiting");
        await page.waitForTimeout(700);
        await look(page, `loading ${path} ${named}`);
      }
      await page.context().close();
      // A dialog in front.
      page = await open(chrome, server.address, each);
      for (const [path, button] of [
        ["/issues/9", ".actions button >> nth=0"],
        ["/issues/6", ".actions button >> nth=5"],
        ["/follow-ups", "td.act button >> nth=0"],
        ["/entries/round/1", ".actions button >> nth=0"],
        ["/agenda", "td.act button >> nth=2"],
        ["/waiting?facts=all", ".decisions li >> nth=1 >> .actions button >> nth=1"],
      ]) {
        await page.show(path);
        await page.locator(`main ${button}`).click();
        await page.waitForSelector("dialog[open]");
        await settled(page);
        await look(page, `dialog on ${path} ${named}`);
      }
      await page.show("/");
      await page.keyboard.press("?");
      await page.waitForSelector("dialog[open]");
      await look(page, `help ${named}`);
      await page.context().close();
    }
  }
} finally {
  await chrome.close();
  server.stop();
  bare.stop();
  example.remove();
  empty.remove();
}
finish();
