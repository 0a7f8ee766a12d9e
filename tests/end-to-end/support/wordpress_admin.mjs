// WordPress's admin as its people use it: by its own pages and forms.

import assert from "node:assert/strict";

import { Checklist } from "./checklist.mjs";

/// How long one of its pages may take, in milliseconds; the first ones fill PHP's caches.
const PATIENCE = 30_000;

/// The password of everybody.
export const PASSWORD = "visibly fake, only for this test";

/// The person who installs it.
export const ADMINISTRATOR = "administrator";

/// Somebody with a browser of their own, who may be logged in.
export class Person {
  static async arrives(browser, wordpress) {
    const context = await browser.newContext({ locale: "en-US" });
    context.setDefaultTimeout(PATIENCE);
    // Pictures of people, which WordPress takes from the Internet.
    await context.route(/^https?:\/\/[^/]*gravatar\.com\//, (route) =>
      route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    );
    return new Person(wordpress, context, await context.newPage());
  }

  constructor(wordpress, context, page) {
    this.wordpress = wordpress;
    this.context = context;
    this.page = page;
    this.heading = page.locator(".wrap > h1").first();
    this.notices = page.locator(".wrap .notice");
    this.element = page.locator("checkout-readiness");
    this.faults = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.faults.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`${page.url()}: ${error}`));
  }

  leaves() {
    return this.context.close();
  }

  /// Opens a page of the admin.
  open(path) {
    return this.page.goto(`${this.wordpress.origin}/wp-admin/${path}`);
  }

  /// Installs WordPress by its famous form.
  async installWordPress() {
    const { page } = this;
    await this.open("install.php");
    await page.locator("#weblog_title").fill("A shop");
    await page.locator("#user_login").fill(ADMINISTRATOR);
    await this.choosePassword();
    await page.locator("#admin_email").fill("administrator@shop.example");
    await page.locator("#submit").click();
    await page.getByRole("link", { name: "Log In" }).waitFor();
  }

  /// WordPress proposes a password once it can tell how strong one is; before, it would replace ours.
  async choosePassword() {
    const { page } = this;
    await page.waitForFunction(() => typeof globalThis.zxcvbn === "function");
    await page.waitForTimeout(200);
    await page.locator("#pass1").fill(PASSWORD);
  }

  async logIn(login) {
    const { page } = this;
    await page.goto(`${this.wordpress.origin}/wp-login.php`);
    await page.locator("#user_login").fill(login);
    await page.locator("#user_pass").fill(PASSWORD);
    await page.locator("#wp-submit").click();
    await page.locator("#wpadminbar").waitFor();
  }

  /// Chooses the language in which WordPress speaks to this person.
  async speak(locale) {
    await this.open("profile.php");
    await this.page.locator("#locale").selectOption(locale);
    await this.page.locator("#submit").click();
    await this.page.locator("#message").waitFor();
  }

  /// Uploads a plugin's ZIP file and activates it.
  async installPlugin(file) {
    const { page } = this;
    await this.open("plugin-install.php?tab=upload");
    await page.locator("#pluginzip").setInputFiles(file);
    await page.locator("#install-plugin-submit").click();
    await page.getByRole("link", { name: "Activate Plugin" }).click();
    await page.locator("#message.updated").waitFor();
  }

  async activatePlugin(name) {
    await this.open("plugins.php");
    await this.page.getByRole("link", { name: `Activate ${name}`, exact: true }).click();
    await this.page.locator("#message.updated").waitFor();
  }

  /// Deactivates a plugin and deletes it with all it keeps.
  async deletePlugin(name) {
    const { page } = this;
    await this.open("plugins.php");
    await page.getByRole("link", { name: `Deactivate ${name}`, exact: true }).click();
    await page.locator("#message.updated").waitFor();
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("link", { name: `Delete ${name}`, exact: true }).click();
    await page.getByText(`${name} was successfully deleted.`).waitFor();
  }

  /// The entry of the menu that leads to the checklist; there must be one only.
  entry(menu) {
    return this.page.locator(`#adminmenu > li:has(> a .wp-menu-name:text-is("${menu}")) .wp-submenu a[href*="page=checkout-readiness"]`);
  }

  /// Opens the checklist by the menu.
  async followMenu(menu) {
    await this.open("index.php");
    const entry = this.entry(menu);
    assert.equal(await entry.count(), 1, `one entry below ${menu}`);
    // What is folded in is not to be clicked: the pointer would have to unfold the menu first.
    await this.page.goto(new URL(await entry.getAttribute("href"), this.page.url()).href);
  }

  /// The checklist on the page that is open, once it knows its proxy.
  async checklist() {
    const checklist = new Checklist(this.page, this.element);
    await checklist.isDrawn();
    return checklist;
  }

  /// Fills in the settings and saves them.
  async save(settings) {
    const { page } = this;
    await this.open("options-general.php?page=checkout-readiness-settings");
    for (const [name, value] of Object.entries(settings)) {
      const field = page.locator(`[name="checkout_readiness[${name}]"]`);
      const isChoice = await field.evaluate((element) => element.localName === "select");
      await (isChoice ? field.selectOption(value) : field.fill(value));
    }
    await page.locator("#submit").click();
    await page.locator("#setting-error-settings_updated, .settings-error").first().waitFor();
  }

  /// A token as the element gets it.
  token() {
    return this.element.evaluate((element) => element.getToken({ refresh: false }));
  }

  /// The nonce of WordPress's REST interface for this person.
  async nonce() {
    const answer = await this.context.request.get(`${this.wordpress.origin}/wp-admin/admin-ajax.php?action=rest-nonce`);
    return answer.text();
  }

  /// Asks for a token as the page does; without a nonce if told so, or with another.
  async askForToken(nonce) {
    const headers = nonce === undefined ? {} : { "x-wp-nonce": nonce };
    const answer = await this.context.request.post(
      `${this.wordpress.origin}/index.php?rest_route=/checkout-readiness/v1/token`,
      { headers },
    );
    return { status: answer.status(), headers: answer.headers(), said: await answer.json() };
  }
}
