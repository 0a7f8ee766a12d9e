// Panels in a real browser: of another origin with a token, of the same origin with a session, and
// sites that have no business here.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { serve } from "./support/proxy.mjs";

const TOKEN = "visibly-fake-token-of-the-proxy";
const SECRET = "visibly-fake-secret-of-the-reverse-proxy";
const PAGE = "<!doctype html><html lang=en><title>Panel</title><h1>Panel</h1></html>";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/// A site of its own, which answers everything with a page unless told otherwise.
async function site(t, answer = (_, response) => response.setHeader("content-type", "text/html").end(PAGE)) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

async function proxyFor(t, settings) {
  const proxy = await serve(settings);
  t.after(() => proxy.kill());
  return proxy;
}

async function open(t, origin) {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  return page;
}

/// What a panel does from its page: loads the module, one of its parts, asks, and has something done.
function use(page, proxy, token) {
  return page.evaluate(
    async ([proxy, token]) => {
      const module = await new Promise((settled) => {
        const script = Object.assign(document.createElement("script"), { type: "module" });
        script.src = `${proxy}/checkout-readiness.js`;
        script.onload = () => settled("loaded");
        script.onerror = () => settled("refused");
        document.head.append(script);
      });
      const headers = { "x-checkout-readiness": "1", ...(token && { authorization: `Bearer ${token}` }) };
      const status = (path, more) =>
        fetch(`${proxy}${path}`, more).then((answer) => answer.status).catch(() => "refused");
      return {
        module,
        part: await status("/manifest.json"),
        profile: await status("/api/v1/profile", { headers }),
        run: await status("/api/v1/runs", {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({ checks: [] }),
        }),
      };
    },
    [proxy, token],
  );
}

const REFUSED = { module: "refused", part: "refused", profile: "refused", run: "refused" };

test("a panel of the list loads the module and asks with a token, and no other site does", async (t) => {
  const [listed, other] = [await site(t), await site(t)];
  const proxy = await proxyFor(t, { READINESS_ORIGINS: listed, READINESS_TOKEN: TOKEN });
  const panel = await open(t, listed);
  assert.deepEqual(await use(panel, proxy.origin, TOKEN), { module: "loaded", part: 200, profile: 200, run: 200 });
  const { profile, run } = await use(panel, proxy.origin, "visibly-fake-other-token");
  assert.deepEqual([profile, run], [401, 401], "what is wrong can be read");
  assert.deepEqual(await use(await open(t, other), proxy.origin, TOKEN), REFUSED);
});

test("another site neither embeds what the server tells nor sends anybody there", async (t) => {
  const proxy = await proxyFor(t, {});
  const page = await open(t, await site(t));
  // What comes back is hidden from the page, so that the server has to say what it answered.
  const answered = () => [...proxy.said().matchAll(/path="\/api\/v1\/profile" status=(\d+)/g)].map(([, status]) => status);
  await page.evaluate(async (url) => {
    await new Promise((settled) => Object.assign(new Image(), { src: url, onerror: settled, onload: settled }));
    await fetch(`${url}?again`, { mode: "no-cors" }).catch(() => {});
  }, `${proxy.origin}/api/v1/profile`);
  await page.evaluate((url) => location.assign(url), `${proxy.origin}/api/v1/profile?still`);
  await page.waitForURL(/still/);
  assert.deepEqual(answered(), ["403", "403", "403"]);
  // Whoever types the address is answered, and the page may be linked to.
  assert.equal((await page.goto(`${proxy.origin}/api/v1/profile`)).status(), 200);
});

test("a session opens what it may to the panel's own page, and nothing to a page of somebody else", async (t) => {
  const proxy = await proxyFor(t, { READINESS_TRUSTED_PROXIES: "127.0.0.1", READINESS_TRUSTED_SECRET: SECRET });
  // The worst of reverse proxies: whoever comes is taken for Ana, as if her cookie always came along.
  const session = { "x-readiness-secret": SECRET, "x-readiness-user": "ana", "x-readiness-scope": "read" };
  const answered = [];
  const panel = await site(t, (incoming, response) => {
    const path = incoming.url.replace(/^\/readiness/, "");
    if (path === incoming.url) return response.setHeader("content-type", "text/html").end(PAGE);
    const options = { port: proxy.port, method: incoming.method, path, headers: { ...incoming.headers, ...session } };
    const passing = ask(options, (answer) => {
      answered.push(`${incoming.method} ${path} ${answer.statusCode}`);
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(passing);
  });
  const expected = { module: "loaded", part: 200, profile: 200, run: 200 };
  assert.deepEqual(await use(await open(t, panel), `${panel}/readiness`, undefined), expected);

  const attacker = await open(t, (await site(t)).replace("127.0.0.1", "localhost"));
  answered.length = 0;
  await attacker.evaluate((url) => {
    const form = Object.assign(document.createElement("form"), { method: "POST", action: url, enctype: "text/plain" });
    document.body.append(form);
    form.submit();
  }, `${panel}/readiness/api/v1/runs`);
  await attacker.waitForURL(/readiness/);
  assert.deepEqual(answered, ["POST /api/v1/runs 403"]);
});
