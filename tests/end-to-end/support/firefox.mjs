// One way to use a page in two browsers: Chromium by its debugger, Firefox by WebDriver.

import { setTimeout as later } from "node:timers/promises";

import { Builder } from "selenium-webdriver";
import firefox from "selenium-webdriver/firefox.js";

import { launch } from "./browser.mjs";
import { required } from "./environment.mjs";

/// How long something is waited for that never comes, in milliseconds.
const PATIENCE = 12_000;

/// What both readers can do beyond their browser's own way to ask a page.
class Reader {
  /// Asks the page again and again until it says something other than no.
  async until(ask, ...values) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const answer = await this.evaluate(ask, ...values);
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`waited in vain for ${ask}`);
      await later(25);
    }
  }
}

class ChromiumReader extends Reader {
  static async start() {
    const reader = new ChromiumReader();
    reader.browser = await launch();
    return reader;
  }

  async open(url) {
    await this.context?.close();
    this.context = await this.browser.newContext({ locale: "en-US", viewport: { width: 1000, height: 800 } });
    this.context.setDefaultTimeout(PATIENCE);
    this.page = await this.context.newPage();
    await this.page.goto(url);
  }

  /// What a function answers that is called in the page.
  evaluate(ask, ...values) {
    return this.page.evaluate(`(${ask})(...${JSON.stringify(values)})`);
  }

  /// Clicks, as a person does, what this selector finds in the element.
  async click(element, selector) {
    await this.page.locator(element).locator(selector).first().click();
  }

  stop() {
    return this.browser.close();
  }
}

class FirefoxReader extends Reader {
  static async start() {
    const options = new firefox.Options()
      .setBinary(required("FIREFOX"))
      .addArguments("-headless", "--width=1000", "--height=900")
      .setPreference("intl.accept_languages", "en-US")
      // Nothing of its own may be asked for while the page is tested.
      .setPreference("browser.safebrowsing.downloads.enabled", false)
      .setPreference("network.captive-portal-service.enabled", false)
      .setPreference("network.connectivity-service.enabled", false);
    const reader = new FirefoxReader();
    reader.driver = await new Builder()
      .forBrowser("firefox")
      .setFirefoxOptions(options)
      .setFirefoxService(new firefox.ServiceBuilder(required("GECKODRIVER")))
      .build();
    await reader.driver.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
    return reader;
  }

  async open(url) {
    await this.driver.get(url);
    // What an earlier page of this origin left behind is not this reader's.
    const hasLeft = await this.evaluate(() => localStorage.length > 0 && (localStorage.clear(), true));
    if (hasLeft) await this.driver.navigate().refresh();
  }

  /// What a function answers that is called in the page.
  async evaluate(ask, ...values) {
    const { answer, error } = await this.driver.executeAsyncScript(
      `const [values, done] = arguments;
       (async () => (${ask})(...values))().then(
         (answer) => done({ answer }),
         (error) => done({ error: String(error) }),
       );`,
      values,
    );
    if (error) throw new Error(error);
    return answer ?? undefined;
  }

  /// Clicks, as a person does, what this selector finds in the element.
  async click(element, selector) {
    const host = await this.driver.findElement({ css: element });
    const root = await host.getShadowRoot();
    await (await root.findElement({ css: selector })).click();
  }

  stop() {
    return this.driver.quit();
  }
}

/// The browsers the element is tested in, by name.
export const BROWSERS = { Chromium: ChromiumReader, Firefox: FirefoxReader };
