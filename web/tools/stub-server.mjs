// A stand-in for `breadcrumb serve` while the page is built: answers each call by running the program.
//   node tools/stub-server.mjs PROGRAM DESK [PORT]
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const [program, desk, port = "8642"] = process.argv.slice(2);
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "breadcrumb-stub-"));
const uploads = new Map();
const policy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
const kinds = {
  bad_input: 400,
  not_found: 404,
  conflict: 409,
  refused: 403,
  too_big: 413,
  unavailable: 503,
  broken: 500,
};
const types = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

function run(args) {
  return new Promise((done) => {
    execFile(program, ["--desk", desk, ...args], { maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

const table = new Map(JSON.parse((await run(["help", "--json"])).stdout).operations.map((one) => [one.name, one]));

function words(operation, request) {
  const options = [];
  const positional = [];
  const local = (value) => (typeof value === "string" && uploads.has(value) ? uploads.get(value) : String(value));
  for (const parameter of operation.parameters) {
    const value = request[parameter.name];
    if (value === undefined || value === null || value === false) continue;
    const values = Array.isArray(value) ? value : [value];
    if (parameter.positional) positional.push(...values.map(local));
    else if (parameter.kind === "flag") options.push(`--${parameter.name}`);
    else for (const one of values) options.push(`--${parameter.name}`, local(one));
  }
  return [...operation.typed.split(" "), "--json", ...options, ...(positional.length ? ["--", ...positional] : [])];
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }
}

let headOf = ["", ""];
async function head() {
  const now = stamp();
  if (headOf[0] !== now) headOf = [now, await newestEvent()];
  return headOf[1];
}

async function newestEvent() {
  return parse((await run(["log", "--limit", "1", "--json"])).stdout)[0]?.id ?? "";
}

function body(request) {
  return new Promise((done) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => done(Buffer.concat(parts)));
  });
}

function send(response, status, value, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers });
  response.end(JSON.stringify(value));
}

function fail(response, kind, code, message) {
  send(response, kinds[kind] ?? 500, { error: { kind, code, message, where: "" } });
}

async function source(which) {
  const sources = parse((await run(["sources", "--json"])).stdout);
  const found = sources.findIndex(
    (one, i) => one.sha256.startsWith(which) || which === `S${i + 1}` || which === String(i + 1),
  );
  if (found < 0) return null;
  const one = sources[found];
  const bytes = readFileSync(join(desk, "texts", one.text_sha256.slice(0, 2), `${one.text_sha256}.txt`));
  const text = bytes.toString("utf8");
  const at = (offset) => bytes.subarray(0, offset).toString("utf8").length;
  const facts = parse((await run(["facts", one.sha256, "--json"])).stdout);
  const title = facts.find((fact) => fact.kind === "title");
  const headings = new Set(facts.filter((fact) => fact.kind === "area").map((fact) => at(fact.quote.start)));
  const blocks = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const kind =
      title && end <= at(title.quote.start)
        ? "furniture"
        : title && start === at(title.quote.start)
          ? "heading"
          : headings.has(start)
            ? "list_item"
            : "paragraph";
    if (line.trim()) blocks.push({ kind, start, end, level: kind === "heading" ? 1 : null });
    start = end + 1;
  }
  return {
    number: found + 1,
    ...one,
    url: one.origin,
    coverage: one.excerpt ? "excerpt" : "whole",
    text,
    blocks,
    facts: facts.map((fact) => ({
      id: fact.id,
      kind: fact.kind,
      start: at(fact.quote.start),
      end: at(fact.quote.end),
      text: fact.quote.text,
      state: fact.standing,
      rule: fact.rule,
      confidence: fact.certainty,
      issue: null,
      fields: fact.fields,
    })),
  };
}

// An edit of an entry that somebody else changed since it was loaded.
async function movedOn(name, request, sent) {
  const [, noun] = /^(.*)-set$/.exec(name) ?? [];
  if (!noun || !request.number) return null;
  const events = parse((await run(["log", "--limit", "200", "--payload", "--json"])).stdout);
  const since = events.findIndex((one) => one.id === sent);
  const other = events
    .slice(0, Math.max(since, 0))
    .find((one) => one.payload?.noun === noun && one.payload.number === request.number);
  return other
    ? `since this was loaded, ${other.author_name} set ${Object.keys(other.payload.fields).join(", ")}`
    : null;
}

async function api(name, request, sent, response) {
  if (name === "source") {
    const found = await source(String(request.source));
    return found
      ? send(response, 200, found, { "Breadcrumb-Head": await head() })
      : fail(response, "not_found", "source.unknown", `no source fits "${request.source}"`);
  }
  const operation = table.get(name);
  if (!operation || !operation.exposure.includes("http"))
    return fail(response, "not_found", "operation.unknown", `there is no operation "${name}"`);
  const moved = operation.effect === "writes" && sent ? await movedOn(name, request, sent) : null;
  if (moved) return fail(response, "conflict", "desk.moved_on", moved);
  const answer = await run(words(operation, request));
  const failed = /^\{"error"/.test(answer.stdout)
    ? answer.stdout
    : /^\{"error"/m.test(answer.stderr)
      ? answer.stderr.slice(answer.stderr.indexOf('{"error"'))
      : null;
  if (answer.code !== 0 && failed) {
    const { error } = parse(failed.split("\n")[0]);
    return fail(response, error.kind, error.code, error.message);
  }
  const headers = { "Breadcrumb-Head": await head() };
  if (answer.stderr.trim()) headers["Breadcrumb-Remark"] = encodeURIComponent(answer.stderr.trim());
  try {
    send(response, 200, parse(answer.stdout || "null"), headers);
  } catch {
    fail(response, "broken", "stub.answer", (answer.stdout + answer.stderr).slice(0, 500));
  }
}

const listeners = new Set();
function stamp() {
  return ["record.sqlite", "record.sqlite-wal"]
    .map((name) => {
      const path = join(desk, name);
      return existsSync(path) ? `${statSync(path).mtimeMs}` : "";
    })
    .join();
}
let before = stamp();
setInterval(async () => {
  const now = stamp();
  if (now === before) return;
  before = now;
  const data = JSON.stringify({ head: await head() });
  for (const one of listeners) one.write(`event: change\ndata: ${data}\n\n`);
}, 250);

createServer(async (request, response) => {
  const url = new URL(request.url, "http://x");
  const path = url.pathname;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  try {
    if (path === "/events") {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write(": here\n\n");
      listeners.add(response);
      request.on("close", () => listeners.delete(response));
      return;
    }
    if (path === "/files") {
      const token = `upload:${uploads.size + 1}-${Math.floor(performance.now())}`;
      const name = decodeURIComponent(request.headers["x-breadcrumb-name"] ?? "file").replaceAll("/", "_");
      const file = join(mkdtempSync(join(folder, "f-")), name);
      writeFileSync(file, await body(request));
      uploads.set(token, file);
      return send(response, 200, { upload: token });
    }
    if (path.startsWith("/api/"))
      return await api(
        path.slice(5),
        JSON.parse((await body(request)).toString("utf8") || "{}"),
        request.headers["breadcrumb-head"],
        response,
      );
    if (path.startsWith("/paper/")) {
      const operation = table.get(path.slice(7));
      const { request: asked, format } = JSON.parse((await body(request)).toString("utf8"));
      const file = join(mkdtempSync(join(folder, "p-")), `${operation.name}.${format}`);
      const options =
        operation.name === "export"
          ? words(operation, { ...asked, file })
          : [...words(operation, asked), "--output", file];
      const answer = await run(options);
      if (!existsSync(file)) return fail(response, "bad_input", "stub.paper", answer.stderr || answer.stdout);
      response.writeHead(200, {
        "Content-Type": types[format] ?? "application/octet-stream",
        "Content-Disposition": `attachment; filename="${operation.name}.${format}"`,
      });
      return response.end(readFileSync(file));
    }
    const file = join(dist, normalize(path));
    const plain = extname(path) && existsSync(file) ? file : join(dist, "index.html");
    response.writeHead(200, { "Content-Type": types[extname(plain).slice(1)] ?? "application/octet-stream" });
    response.end(readFileSync(plain));
  } catch (error) {
    if (!response.headersSent) fail(response, "broken", "stub.broken", String(error));
    else response.end();
  }
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
