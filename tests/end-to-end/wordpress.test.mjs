// The plugin for WordPress, in a real WordPress: installed, set up and used as people do.

import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { required } from "./support/environment.mjs";
import { AUDIENCE, askProxy, claimsOf, makeSecret, serveSigned } from "./support/signed.mjs";
import { startWordPress } from "./support/wordpress.mjs";
import { ADMINISTRATOR, PASSWORD, Person } from "./support/wordpress_admin.mjs";

const { secret: SECRET, file: SECRET_FILE, remove: removeSecret } = makeSecret();
/// One question of each kind to the proxy: what anybody with a token may ask, and what not.
const READING = ["GET", "/api/v1/profile"];
const DECIDING = ["POST", "/api/v1/decisions"];
const STAND_IN = join(import.meta.dirname, "support/woocommerce_stand_in.php");

let browser, wordpress, proxy, administrator;

before(async () => {
  [browser, wordpress] = await Promise.all([launch(), startWordPress()]);
  proxy = await serveSigned(wordpress.origin, SECRET_FILE);
  administrator = await Person.arrives(browser, wordpress);
  await administrator.installWordPress();
  await administrator.logIn(ADMINISTRATOR);
  await administrator.installPlugin(required("WORDPRESS_PLUGIN"));
});

after(async () => {
  await browser?.close();
  await proxy?.kill();
  await wordpress?.stop();
  removeSecret();
});

/// Somebody else, for one test.
async function arrives(t, login) {
  const person = await Person.arrives(browser, wordpress);
  t.after(() => person.leaves());
  await person.logIn(login);
  return person;
}

test("until it is set up, the page says what is missing and leads to the settings", async () => {
  await administrator.followMenu("Tools");
  assert.equal(await administrator.heading.innerText(), "Checkout Readiness");
  assert.match(await administrator.notices.innerText(), /address of the proxy is not set/);
  assert.equal(await administrator.element.count(), 0);
  await administrator.notices.getByRole("link", { name: "Open the settings" }).click();
  assert.equal(await administrator.heading.innerText(), "Checkout Readiness settings");
});

test("an address the page could not reach safely is refused, and said so", async () => {
  for (const proxy of ["http://readiness.shop.example", "javascript:alert(1)", "//elsewhere.example", "https://user@elsewhere.example"]) {
    await administrator.save({ proxy });
    assert.match(await administrator.page.locator(".settings-error").first().innerText(), /proxy was not saved/, proxy);
    assert.equal(await administrator.page.locator("[name='checkout_readiness[proxy]']").inputValue(), "", proxy);
  }
});

test("the signing secret comes from wp-config.php or a file, and a short one is refused", async () => {
  await administrator.save({ proxy: `${proxy.origin}/` });
  const says = async (constants, expected) => {
    wordpress.configure(constants);
    await administrator.followMenu("Tools");
    await (expected ? administrator.notices : administrator.element).waitFor();
    if (expected) assert.match(await administrator.notices.innerText(), expected);
  };
  await says({}, /no signing secret yet/);
  await says({ CHECKOUT_READINESS_JWT_SECRET: "0".repeat(31) }, /too short: it needs at least 32 bytes/);
  await says({ CHECKOUT_READINESS_JWT_SECRET_FILE: join(wordpress.folder, "nowhere") }, /cannot be read/);
  const { status, said } = await administrator.askForToken(await administrator.nonce());
  assert.deepEqual([status, said.code], [503, "checkout_readiness_secret_unreadable"]);
  await says({ CHECKOUT_READINESS_JWT_SECRET_FILE: SECRET_FILE });
  claimsOf((await administrator.askForToken(await administrator.nonce())).said.token, SECRET);
  await says({ CHECKOUT_READINESS_JWT_SECRET: SECRET });
});

test("an administrator runs the checklist below Tools and reads the verdict", async () => {
  administrator.faults.length = 0;
  await administrator.followMenu("Tools");
  const checklist = await administrator.checklist();
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  assert.equal((await checklist.report()).profile.product, "plugin");
  await checklist.choose("test-credentials");
  await checklist.run();
  assert.equal(await checklist.verdict(), "not_ready");
  assert.equal(await checklist.verdictWord(), "Not ready to go live");
  assert.equal(await administrator.element.getAttribute("checkout-url"), null);
  assert.deepEqual(administrator.faults, []);
});

test("an administrator's token says who it is for, for how long and for everything", async () => {
  await administrator.followMenu("Tools");
  const before = Math.floor(Date.now() / 1000);
  const token = await administrator.token();
  const { iat, ...claims } = claimsOf(token, SECRET);
  assert.ok(iat >= before && iat <= before + 5, `issued at ${iat}, asked at ${before}`);
  assert.deepEqual(claims, {
    iss: wordpress.origin,
    aud: AUDIENCE,
    sub: "wordpress-user-1",
    exp: iat + 300,
    scope: "read probe confirm",
  });
  assert.deepEqual(await askProxy(administrator.page, proxy, token, READING), { status: 200, code: undefined });
  // Past the door: what is refused now is what was asked for.
  const { status } = await askProxy(administrator.page, proxy, token, DECIDING, "{}");
  assert.ok(status !== 401 && status !== 403, `${status}`);
  const forged = `${token.slice(0, -43)}${"0".repeat(43)}`;
  assert.deepEqual(await askProxy(administrator.page, proxy, forged, READING), { status: 401, code: "token-signature" });
});

test("a token that the proxy refuses is asked for once more, and the run goes on", async (t) => {
  const { page } = administrator;
  const asked = [];
  await page.route(/checkout-readiness(\/|%2F)v1(\/|%2F)token/, (route) => {
    asked.push(route.request().method());
    return asked.length === 1 ? route.fulfill({ json: { token: "one that is old" } }) : route.continue();
  });
  t.after(() => page.unrouteAll());
  await administrator.followMenu("Tools");
  const checklist = await administrator.checklist();
  await checklist.run();
  assert.deepEqual(asked, ["POST", "POST"]);
  assert.ok(Object.values(await checklist.marks()).includes("passed"));
});

test("a token is only for who is logged in and comes from the page itself", async (t) => {
  const stranger = await Person.arrives(browser, wordpress);
  t.after(() => stranger.leaves());
  const refused = async (person, nonce, expected) => {
    const { status, said } = await person.askForToken(nonce);
    assert.deepEqual([status, said.code], expected);
    assert.ok(!("token" in said));
  };
  await refused(stranger, undefined, [401, "rest_forbidden"]);
  // As a form of another site would send it: with the cookie, without the nonce.
  await refused(administrator, undefined, [401, "rest_forbidden"]);
  await refused(administrator, "0000000000", [403, "rest_cookie_invalid_nonce"]);
  const { status, headers } = await administrator.askForToken(await administrator.nonce());
  assert.equal(status, 200);
  assert.equal(headers["cache-control"], "no-store");
});

test("a subscriber neither opens the page nor gets a token", async (t) => {
  wordpress.addUser("subscriber", { role: "subscriber", password: PASSWORD });
  const subscriber = await arrives(t, "subscriber");
  await subscriber.open("index.php");
  assert.equal(await subscriber.page.locator("#adminmenu a[href*=checkout-readiness]").count(), 0);
  for (const path of ["tools.php?page=checkout-readiness", "options-general.php?page=checkout-readiness-settings"]) {
    const answer = await subscriber.open(path);
    assert.equal(answer.status(), 403, path);
  }
  const { status, said } = await subscriber.askForToken(await subscriber.nonce());
  assert.deepEqual([status, said.code], [403, "rest_forbidden"]);
});

test("the page speaks the language of the reader, also where only its neighbour is translated", async (t) => {
  wordpress.addUser("portuguese", { role: "administrator", password: PASSWORD });
  const reader = await arrives(t, "portuguese");
  await reader.speak("pt_BR");
  await reader.open("tools.php?page=checkout-readiness");
  assert.equal(await reader.heading.innerText(), "Prontidão do checkout");
  assert.equal(await reader.element.getAttribute("lang"), "pt");
  const checklist = await reader.checklist();
  await checklist.choose("test-credentials");
  await checklist.run();
  assert.equal(await checklist.verdictWord(), "Ainda não está pronto para entrar em produção");
  await reader.speak("es_CL");
  await reader.open("options-general.php?page=checkout-readiness-settings");
  assert.equal(await reader.heading.innerText(), "Ajustes de la preparación del checkout");
});

test("where WooCommerce is, the page is in its menu, for shop managers too, who may only look", async (t) => {
  cpSync(STAND_IN, join(wordpress.plugins, "woocommerce-stand-in.php"));
  await administrator.activatePlugin("WooCommerce stand-in");
  await administrator.followMenu("WooCommerce");
  assert.equal(await administrator.entry("Tools").count(), 0);
  await administrator.save({ checkout_url: "/checkout/pay/" });
  const told = await administrator.page.locator(".wrap pre").last().innerText();
  assert.match(told, new RegExp(`^READINESS_CHECKOUT_URL=${wordpress.origin}/checkout/$`, "m"));
  await administrator.followMenu("WooCommerce");
  assert.equal(await administrator.element.getAttribute("checkout-url"), `${wordpress.origin}/checkout/pay/`);
  await administrator.save({ checkout_url: "" });
  wordpress.addUser("manager", { role: "shop_manager", password: PASSWORD });
  const manager = await arrives(t, "manager");
  await manager.followMenu("WooCommerce");
  await manager.checklist();
  const token = await manager.token();
  assert.equal(claimsOf(token, SECRET).scope, "read");
  assert.deepEqual(await askProxy(manager.page, proxy, token, READING), { status: 200, code: undefined });
  assert.deepEqual(await askProxy(manager.page, proxy, token, DECIDING, "{}"), { status: 403, code: "scope-missing" });
  assert.equal((await manager.open("options-general.php?page=checkout-readiness-settings")).status(), 403);
});

test("a site lets shop managers confirm as the chapter of the book says", async (t) => {
  const chapter = readFileSync(join(import.meta.dirname, "../../docs/book/src/wordpress.md"), "utf8");
  const [, code] = /```php\n(add_filter\([^`]*)```/.exec(chapter);
  wordpress.addCode("scopes.php", `<?php\n${code}`);
  t.after(() => wordpress.addCode("scopes.php", ""));
  const manager = await arrives(t, "manager");
  await manager.followMenu("WooCommerce");
  assert.equal(claimsOf(await manager.token(), SECRET).scope, "read confirm");
});

test("settings written past the form, as by WP-CLI, hold as far as the form would take them", async () => {
  const write = (settings) => wordpress.writeOption("checkout_readiness", settings);
  const attributes = async () => {
    await administrator.open("admin.php?page=checkout-readiness");
    return administrator.element.evaluate((element) =>
      Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    );
  };
  write({ proxy: proxy.origin, product: "bricks", site: "MLM", theme: "dark" });
  assert.deepEqual(await attributes(), { proxy: proxy.origin, product: "bricks", site: "MLM", theme: "dark", lang: "en" });
  write({ proxy: proxy.origin, product: ["bricks"], site: "\"><script>", theme: 1, checkout_url: "javascript:alert(1)" });
  assert.deepEqual(await attributes(), { proxy: proxy.origin, product: "plugin", theme: "inherit", lang: "en" });
});

test("the secret is in no page and not in the database", async () => {
  for (const path of ["admin.php?page=checkout-readiness", "options-general.php?page=checkout-readiness-settings"]) {
    const answer = await administrator.open(path);
    assert.equal(answer.status(), 200, path);
    assert.ok(!(await answer.text()).includes(SECRET), path);
  }
  assert.equal(wordpress.databaseHolds(SECRET), false);
  assert.equal(wordpress.databaseHolds(proxy.origin), true, "what is saved is looked for where it is");
});

test("deleted, the plugin leaves nothing, and it never made PHP complain", async () => {
  await administrator.deletePlugin("Checkout Readiness");
  assert.equal(wordpress.databaseHolds(proxy.origin), false);
  const ours = wordpress.complaints().filter((line) => line.includes("checkout-readiness"));
  assert.deepEqual(ours, []);
});
