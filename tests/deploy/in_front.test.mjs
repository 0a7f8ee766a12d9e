// The proxy behind the real nginx and the real Caddy, each with the configuration of deploy/: the
// page in a folder, a run that is told as it goes, and the panel's login.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { after, before, describe, test } from "node:test";

import { freePort } from "../end-to-end/support/free_port.mjs";
import { serve } from "../end-to-end/support/proxy.mjs";
import { panel, watched } from "./support/behind.mjs";
import { HOST, SECRET, caddy, folder, nginx, start } from "./support/fronts.mjs";

const ANA = { cookie: "session=ana" };
const BRUNO = { cookie: "session=bruno" };
/// What somebody would send who wants to be somebody else.
const FORGED = {
  "x-readiness-user": "root",
  "x-readiness-scope": "read probe confirm",
  "x-readiness-secret": "guessed",
};

for (const [name, configure] of Object.entries({ nginx, caddy })) {
  describe(name, () => {
    let place, port, proxy, behind, login, front;

    before(async () => {
      place = folder();
      port = await freePort();
      const settings = { READINESS_HOSTS: `${HOST}:${port}`, READINESS_SANDBOX: "latency=400ms" };
      proxy = await serve(settings);
      [behind, login] = await Promise.all([watched(proxy.port), panel()]);
      const ports = { port, plain: await freePort(), panel: login.port, proxy: behind.port };
      front = await start(configure(place, ports), port);
    });

    after(async () => {
      await front?.stop();
      behind?.stop();
      login?.stop();
      await proxy?.kill();
      place?.remove();
    });

    /// Asks through the front; tells when each part of the answer came.
    function ask(path, { method = "GET", headers = {}, body } = {}) {
      return new Promise((answered, failed) => {
        const parts = [];
        const asked = request(
          {
            host: "127.0.0.1", port, path, method, servername: HOST,
            ca: readFileSync(place.chain),
            headers: { host: `${HOST}:${port}`, ...headers },
          },
          (answer) => {
            answer.on("data", (bytes) => parts.push({ at: performance.now(), text: `${bytes}` }));
            answer.once("error", failed);
            answer.once("end", () => {
              const text = parts.map((part) => part.text).join("");
              answered({ status: answer.statusCode, headers: answer.headers, text, parts });
            });
          },
        );
        asked.once("error", failed);
        asked.end(body);
      });
    }

    const reachedAt = (path) => behind.reached.filter((asked) => asked.path === path);

    test("its configuration is one it accepts", () => {
      const elsewhere = folder();
      try {
        const ports = { port: 1443, plain: 1080, panel: 1300, proxy: 1878 };
        const { check: [program, ...words], environment } = configure(elsewhere, ports);
        execFileSync(program, words, { env: { ...process.env, ...environment }, stdio: "pipe" });
      } finally {
        elsewhere.remove();
      }
    });

    test("the page stands in its folder, and its files are found from there", async () => {
      const page = await ask("/readiness/", { headers: ANA });
      assert.equal(page.status, 200, page.text);
      assert.match(page.headers["content-type"], /^text\/html/);
      const sources = [...page.text.matchAll(/(?:src|href)="([^"#?:]+\.(?:js|css))"/g)];
      assert.ok(sources.length > 0, page.text);
      for (const [, source] of sources) {
        const { pathname } = new URL(source, `https://${HOST}/readiness/`);
        assert.match(pathname, /^\/readiness\//);
        const file = await ask(pathname, { headers: ANA });
        assert.equal(file.status, 200, pathname);
      }
      assert.match(page.headers["strict-transport-security"], /max-age=31536000/);
    });

    test("a run is told line by line, as it goes", async () => {
      const run = await ask("/readiness/api/v1/runs", {
        method: "POST",
        headers: { ...ANA, "content-type": "application/json", origin: `https://${HOST}:${port}` },
        body: JSON.stringify({ merchant: "ready" }),
      });
      assert.equal(run.status, 200, run.text);
      assert.match(run.headers["content-type"], /^application\/x-ndjson/);
      const lines = run.text.trim().split("\n").map((line) => JSON.parse(line));
      assert.equal(lines[0].event, "started");
      assert.equal(lines.at(-1).event, "finished");
      assert.equal(lines.length, lines[0].plan.length + 2);
      const waited = run.parts.at(-1).at - run.parts[0].at;
      assert.ok(run.parts[0].text.startsWith('{"event":"started"'));
      assert.ok(waited > 400, `the first line came ${waited} ms before the last`);
    });

    test("nobody gets in whom the panel does not know", async () => {
      for (const headers of [{}, { cookie: "session=nobody" }, FORGED]) {
        const answer = await ask("/readiness/api/v1/profile?merchant=argentina", { headers });
        assert.equal(answer.status, 401);
      }
      assert.equal(reachedAt("/api/v1/profile?merchant=argentina").length, 0);
    });

    test("who a visitor is and what they may do is said by the panel alone", async () => {
      const path = "/api/v1/profile?merchant=ready";
      for (const headers of [{ ...ANA, ...FORGED }, { ...BRUNO, ...FORGED }]) {
        const answer = await ask(`/readiness${path}`, { headers });
        assert.equal(answer.status, 200, answer.text);
        assert.equal(JSON.parse(answer.text).mode, "sandbox");
      }
      const [ana, bruno] = reachedAt(path).map((asked) => asked.headers);
      assert.equal(ana["x-readiness-user"], "ana");
      assert.equal(ana["x-readiness-scope"], "read confirm");
      assert.equal(bruno["x-readiness-user"], "bruno");
      assert.equal(bruno["x-readiness-scope"] ?? "", "");
      for (const headers of [ana, bruno]) {
        assert.equal(headers["x-readiness-secret"], SECRET);
        assert.equal(headers.cookie ?? "", "");
        assert.equal(headers.host, `${HOST}:${port}`);
      }
    });

    test("whom the panel lets in without a name is nobody, whatever they say of themselves", async () => {
      const path = "/api/v1/profile?merchant=ready-qr";
      const headers = { cookie: "session=somebody", ...FORGED };
      const answer = await ask(`/readiness${path}`, { headers });
      for (const asked of reachedAt(path)) {
        assert.equal(asked.headers["x-readiness-user"] ?? "", "");
        assert.equal(asked.headers["x-readiness-scope"] ?? "", "");
      }
      assert.ok([200, 401, 403].includes(answer.status), answer.text);
    });

    test("notifications need no login, and whoever sends them is nobody", async () => {
      const headers = { ...ANA, ...FORGED, "content-type": "application/json" };
      await ask("/readiness/hooks/mercado-pago?type=payment", { method: "POST", headers, body: "{}" });
      const [asked] = reachedAt("/hooks/mercado-pago?type=payment");
      for (const name of [...Object.keys(FORGED), "cookie"]) assert.equal(asked.headers[name] ?? "", "", name);
      // Nothing else is open below that folder.
      const path = "/readiness/hooks/../api/v1/profile?merchant=revoked";
      assert.equal((await ask(path, {})).status, 401);
      assert.equal(reachedAt("/api/v1/profile?merchant=revoked").length, 0);
    });

    test("everything outside the folder is the panel's", async () => {
      const answer = await ask("/orders", { headers: ANA });
      assert.equal(answer.text, "the panel");
    });
  });
}
