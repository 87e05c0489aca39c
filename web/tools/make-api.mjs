// Writes src/api.ts from the operation table: `breadcrumb help --json | node tools/make-api.mjs`. With --check it writes
// nothing and fails when the file is not what it would write.
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../src/api.ts", import.meta.url);
const table = JSON.parse(readFileSync(0, "utf8"));
const operations = table.operations
  .filter((one) => one.exposure.includes("http"))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const types = { text: "string", texts: "string[]", number: "number", flag: "boolean" };

function key(name) {
  return /^[a-z]+$/.test(name) ? name : JSON.stringify(name);
}

function type(parameter) {
  if (!types[parameter.kind]) throw new Error(`a parameter of an unknown kind: ${parameter.kind}`);
  if (!parameter.choices) return types[parameter.kind];
  const choices = parameter.choices.map((one) => JSON.stringify(one)).join(" | ");
  return parameter.kind === "texts" ? `(${choices})[]` : `${choices} | ""`;
}

function request(operation) {
  const fields = operation.parameters.map((one) => `    ${key(one.name)}${one.required ? "" : "?"}: ${type(one)};`);
  const head = `  /** ${operation.summary} */\n  ${key(operation.name)}: `;
  return fields.length === 0 ? `${head}Record<string, never>;` : `${head}{\n${fields.join("\n")}\n  };`;
}

// What a form needs, in one line each: name, ! where it is required, kind, choices. Words for people stand in words/.
function form(operation) {
  const fields = operation.parameters.map((one) => {
    const choices = one.choices ? `(${one.choices.join("|")})` : "";
    return `${one.name}${one.required ? "!" : ""}:${one.kind}${choices}`;
  });
  return `  ${key(operation.name)}: ${JSON.stringify(fields.join(","))},`;
}

const writing = operations.filter((one) => one.effect === "writes");
const text = `// Made by tools/make-api.mjs from \`breadcrumb help --json\`; not edited by hand.

/** What each operation takes: the parameters of the command line, by name. */
export interface Requests {
${operations.map(request).join("\n")}
}

export type Operation = keyof Requests;

/** The operations that change the record, with their fields: \`name!:kind(choices)\`; \`!\` where one is required. */
export const forms: Partial<Record<Operation, string>> = {
${writing.map(form).join("\n")}
};

/** Operations that only an owner may use. */
export const owners: readonly Operation[] = [${operations
  .filter((one) => one.role === "owner")
  .map((one) => JSON.stringify(one.name))
  .join(", ")}];
`;

if (process.argv.includes("--check")) {
  if (readFileSync(path, "utf8") !== text) {
    console.error("src/api.ts is not current: breadcrumb help --json | node tools/make-api.mjs");
    process.exit(1);
  }
} else {
  writeFileSync(path, text);
}
