// The words of the page: every language has the same keys with the same places to fill in, every key that the page names is
// there, and none is there that nothing names.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../src", import.meta.url));
const words = join(source, "words");
const languages = Object.fromEntries(
  readdirSync(words)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(words, name), "utf8"))]),
);
const faults = [];

const english = languages.en;
for (const [language, table] of Object.entries(languages)) {
  for (const key of Object.keys(english)) if (!(key in table)) faults.push(`${language}.json lacks "${key}"`);
  for (const [key, text] of Object.entries(table)) {
    if (!(key in english)) faults.push(`en.json lacks "${key}", which ${language}.json has`);
    const places = (one) => [...new Set([...one.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort().join(" ");
    if (key in english && places(text) !== places(english[key]))
      faults.push(`${language}.json: "${key}" has other places`);
  }
}

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}
const code = files(source)
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
for (const [, key] of code.matchAll(/\bt\(\s*"([^"]+)"/g)) if (!(key in english)) faults.push(`no words for "${key}"`);
// Names of what the record holds are looked up by family: word("step", ...).
const families = new Set([...code.matchAll(/\bword\(\s*"([a-z_]+)"/g)].map((found) => found[1]));
for (const key of Object.keys(english)) {
  const plain = key.replace(/_one$/, "");
  if (!code.includes(`"${plain}"`) && !families.has(key.split(".")[0])) faults.push(`nothing says "${key}"`);
}

for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
