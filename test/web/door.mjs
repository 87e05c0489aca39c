// A door in front of `breadcrumb serve`: accounts, sessions, tokens and roles as docs/serve.md tells of them, so that the page
// is tried against each of their answers, when the test wants it.
import { randomBytes } from "node:crypto";
import { createServer, request } from "node:http";

/** `people` is {name: {password, role}}; `needs` says which role an operation wants. */
export async function door(address, people, needs) {
  const behind = new URL(address);
  const sessions = new Map();
  const streams = new Set();
  let tries = 0;
  const state = {
    /** A next sign-in with a wrong password beyond this many is refused for `wait` seconds. */
    most: 3,
    wait: 2,
    until: 0,
    /** Each call that came: [method, path, X-Breadcrumb, status]. */
    calls: [],
    /** Ends every session, as time does. */
    forget() {
      sessions.clear();
      for (const one of streams) one.destroy();
    },
    /** As when somebody signs in anew in another window. */
    newTokens() {
      for (const one of sessions.values()) one.token = randomBytes(8).toString("hex");
    },
    people,
    /** Or "proxy". */
    by: "password",
  };
  const roles = ["reader", "editor", "owner"];
  const said = (session) => ({
    accounts: true,
    name: session?.name ?? null,
    role: session ? state.people[session.name].role : null,
    token: session?.token ?? null,
    by: session ? state.by : "none",
  });
  const server = createServer((from, to) => {
    const url = new URL(from.url, behind);
    const id = /session=([0-9a-f]+)/.exec(from.headers.cookie ?? "")?.[1] ?? "";
    const session = sessions.get(id);
    const answer = (status, body, headers = {}) => {
      state.calls.push([from.method, url.pathname, from.headers["x-breadcrumb"], status]);
      to.writeHead(status, { "Content-Type": "application/json", ...headers });
      to.end(JSON.stringify(body));
    };
    const refuse = (status, code, headers) =>
      answer(status, { error: { kind: "refused", code, message: `refused: ${code}`, where: "" } }, headers);
    const parts = [];
    from.on("data", (part) => parts.push(part));
    from.on("end", () => {
      const body = Buffer.concat(parts);
      if (url.pathname === "/who") return answer(200, said(session));
      if (url.pathname === "/sign-in") {
        if (from.headers["x-breadcrumb"] === undefined) return refuse(403, "http.not_from_page");
        const left = Math.ceil((state.until - Date.now()) / 1000);
        if (left > 0) return refuse(429, "http.too_many_tries", { "Retry-After": String(left) });
        const { name, password } = JSON.parse(body);
        if (state.people[name]?.password !== password) {
          tries += 1;
          if (tries >= state.most) {
            state.until = Date.now() + state.wait * 1000;
            tries = 0;
          }
          return refuse(401, "http.wrong_password");
        }
        tries = 0;
        const made = randomBytes(8).toString("hex");
        sessions.set(made, { name, token: randomBytes(8).toString("hex") });
        return answer(200, said(sessions.get(made)), {
          "Set-Cookie": `session=${made}; HttpOnly; SameSite=Strict; Path=/`,
        });
      }
      if (from.method === "POST" || url.pathname === "/events" || url.pathname === "/calendar.ics") {
        if (!session) return refuse(401, "http.sign_in");
        if (from.method === "POST" && from.headers["x-breadcrumb"] !== session.token) return refuse(403, "http.token");
        if (url.pathname === "/sign-out") {
          sessions.delete(id);
          return answer(200, said(undefined));
        }
        const wanted = needs(/^\/api\/(.*)/.exec(url.pathname)?.[1] ?? "");
        if (roles.indexOf(said(session).role) < roles.indexOf(wanted)) return refuse(403, "http.role");
      }
      const { cookie, origin, referer, ...headers } = from.headers;
      const onward = request(
        {
          host: behind.hostname,
          port: behind.port,
          method: from.method,
          path: from.url,
          headers: { ...headers, host: behind.host },
        },
        (reply) => {
          state.calls.push([from.method, url.pathname, from.headers["x-breadcrumb"], reply.statusCode]);
          to.writeHead(reply.statusCode, reply.headers);
          reply.pipe(to);
        },
      );
      onward.on("error", () => to.destroy());
      if (url.pathname === "/events") {
        streams.add(to);
        to.on("close", () => {
          streams.delete(to);
          onward.destroy();
        });
      }
      onward.end(body);
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    ...state,
    state,
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
