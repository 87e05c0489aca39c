// Takes pictures of pages while they are worked on: node tools/look.mjs FOLDER ADDRESS [PATH[@WIDTH][!dark][!ja]]...
import { chromium } from "playwright-core";

const [folder, address, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const one of paths) {
  const [, path, width = "1280", flags = ""] = /^([^@!]*(?:\?[^@!]*)?)(?:@(\d+))?(.*)$/.exec(one);
  const context = await browser.newContext({
    viewport: { width: Number(width), height: 800 },
    colorScheme: flags.includes("dark") ? "dark" : "light",
    locale: flags.includes("ja") ? "ja-JP" : "en-GB",
  });
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && console.log(one, message.text()));
  page.on("pageerror", (error) => console.log(one, String(error)));
  await page.goto(address + path, { waitUntil: "load" });
  await page.waitForTimeout(150);
  await page
    .waitForFunction(() => document.querySelector("h1, .waiting") && !document.querySelector("[data-busy]"), null, {
      timeout: 20000,
    })
    .catch(() => console.log(one, "still waits"));
  await page.waitForTimeout(300);
  const name = one.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "desk";
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: flags.includes("full") });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) console.log(one, `is ${wide} pixels too wide`);
  await context.close();
}
await browser.close();
