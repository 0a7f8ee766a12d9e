// What the book says to type is typed here: every fenced block is run, opened or at least read.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { build, transform } from "esbuild";
import { parse as parseYaml } from "yaml";

import { launch, openPage } from "./support/browser.mjs";
import { required } from "./support/environment.mjs";
import { servePanel } from "./support/panel.mjs";
import { serve, serveFor } from "./support/proxy.mjs";
import { ROOT, blocks, snippets } from "./support/snippets.mjs";

/// Where the book says the proxy is.
const SAID = "http://127.0.0.1:8787";
/// Another origin the book makes up.
const ELSEWHERE = "https://readiness.store.example";
const PATIENCE = 60_000;

const ALL = snippets();

/// The policies the book recommends, strictest first.
const [STRICT, ACROSS] = ALL.filter(({ file, language }) => file === "embed.md" && language === "http").map(({ text }) =>
  text.replace(/^Content-Security-Policy: /, ""),
);

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

/// A folder of its own in which the built proxy is found by its name, and nothing is configured.
function workplace(t) {
  const folder = mkdtempSync(join(tmpdir(), "readiness-snippet-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const ours = ([name]) => !/^(MP_|READINESS_)/.test(name);
  const env = Object.fromEntries(Object.entries(process.env).filter(ours));
  env.PATH = dirname(required("CHECKOUT_READINESS_PROXY")) + delimiter + env.PATH;
  return { cwd: folder, env };
}

/// Runs a server until it says that it listens.
async function starts(words, options) {
  const [program, ...more] = words;
  const child = spawn(program, more, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  try {
    await new Promise((found, failed) => {
      const hear = (bytes) => {
        said += bytes;
        if (/listening at/.test(said)) found();
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("error", failed);
      child.once("close", (code) => failed(new Error(`ended with ${code} instead of serving:\n${said}`)));
    });
  } finally {
    // The shell and what it started.
    if (child.exitCode === null && child.pid) process.kill(-child.pid, "SIGKILL");
  }
  assert.doesNotMatch(said, /is not a setting/);
}

function finds(program) {
  return !spawnSync(program, ["--version"], { stdio: "ignore" }).error;
}

/// Files of a server in front, and of a system, are proven where they are used: by the stage `deploy`.
const of_deployment = (snippet) => {
  assert.match(snippet.source ?? "", /^deploy\//, "include a file of deploy/, which a stage of its own tries");
};

const syntax = (loader) => async (snippet) => {
  await transform(snippet.text, { loader });
};

const LANGUAGES = {
  async sh(snippet, t) {
    const read = spawnSync("bash", ["-n"], { input: snippet.text, encoding: "utf8" });
    assert.equal(read.status, 0, read.stderr);
    if (snippet.marks.includes("no_run")) {
      assert.match(snippet.why ?? "", /^no_run: \S/, "say why in a comment above: <!-- no_run: … -->");
      return;
    }
    const options = workplace(t);
    if (snippet.marks.includes("serve")) {
      options.env.READINESS_LISTEN = "127.0.0.1:0";
      await starts(["bash", "-euo", "pipefail", "-c", snippet.text], options);
      return;
    }
    if (snippet.marks.includes("with_server")) assert.ok(snippet.text.includes(SAID), "asks no server");
    const text = snippet.text.replaceAll(SAID, `http://127.0.0.1:${proxy.port}`);
    const ran = spawnSync("bash", ["-euo", "pipefail", "-c", text], { ...options, encoding: "utf8", timeout: PATIENCE });
    const code = Number(snippet.marks.map((mark) => /^exit_(\d)$/.exec(mark)?.[1]).find(Boolean) ?? 0);
    assert.equal(ran.status, code, ran.stdout + ran.stderr);
    assert.ok(ran.stdout + ran.stderr, "it says nothing");
  },

  async toml(snippet, t) {
    const options = workplace(t);
    const file = join(options.cwd, "readiness.toml");
    writeFileSync(file, snippet.text);
    Object.assign(options.env, { READINESS_CONFIG: file, READINESS_LISTEN: "127.0.0.1:0" });
    await starts([required("CHECKOUT_READINESS_PROXY")], options);
  },

  async html(snippet, t) {
    const page = await opened(t, snippet);
    for (const element of await page.locator("checkout-readiness").all()) {
      await element.scrollIntoViewIfNeeded();
      await element.locator("[part~=widget]").waitFor();
    }
    for (const frame of await page.locator("iframe").all()) {
      await frame.contentFrame().locator("checkout-readiness [part~=widget]").waitFor();
    }
    for (const picture of await page.locator("img").all()) {
      assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
    }
    assert.ok(await page.locator("checkout-readiness, iframe, img").count(), "it shows nothing");
  },

  async js(snippet, t) {
    await syntax("js")(snippet);
    if (!snippet.marks.includes("run")) return;
    const element = `<script type="module" src="/readiness/checkout-readiness.js"></script>
      <checkout-readiness proxy="/readiness" lang="en" loading="eager"></checkout-readiness>
      <script type="module" src="/snippet.js"></script>`;
    const page = await opened(t, { ...snippet, text: element }, snippet.text);
    await page.locator("checkout-readiness [part~=widget]").waitFor();
    const verdict = await page.evaluate(async () => {
      const readiness = document.querySelector("checkout-readiness");
      await customElements.whenDefined("checkout-readiness");
      return (await readiness.run())?.verdict;
    });
    assert.match(verdict, /^(ready|not_ready|undecided)$/);
  },

  async ts(snippet) {
    await bundled(snippet.text, "ts");
  },

  async jsx(snippet) {
    await bundled(snippet.text, "jsx");
  },

  css: syntax("css"),
  json: async (snippet) => void JSON.parse(snippet.text),
  ndjson: async (snippet) => snippet.text.trim().split("\n").forEach((line) => JSON.parse(line)),
  yaml: async (snippet) => assert.equal(typeof parseYaml(snippet.text), "object"),

  async http(snippet) {
    for (const line of snippet.text.split("\n")) assert.match(line, /^[A-Z][A-Za-z-]+: \S.*$/);
  },

  async php(snippet) {
    if (!finds("php")) return;
    // Without its opening tag it would be text, in which nothing can be wrong.
    const input = snippet.text.startsWith("<?php") ? snippet.text : `<?php\n${snippet.text}`;
    const read = spawnSync("php", ["-l"], { input, encoding: "utf8" });
    assert.equal(read.status, 0, read.stdout + read.stderr);
  },

  async python(snippet) {
    if (!finds("python3")) return;
    const read = spawnSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: snippet.text, encoding: "utf8" });
    assert.equal(read.status, 0, read.stderr);
  },

  nginx: of_deployment,
  caddyfile: of_deployment,
  ini: of_deployment,
  dockerfile: of_deployment,
  // What is read, not typed.
  text: async () => {},
};

/// Reads a module whose packages are a reader's own.
async function bundled(contents, loader) {
  const stdin = { contents, loader, resolveDir: ROOT };
  await build({ stdin, bundle: true, write: false, format: "esm", packages: "external", logLevel: "silent" });
}

/// A panel's page that holds the block, under the very policy the book recommends.
async function opened(t, snippet, script = "") {
  const isElsewhere = snippet.marks.includes("elsewhere");
  const panel = await servePanel({ proxy });
  const other = isElsewhere ? await serveFor(t, { READINESS_ORIGINS: panel.origin }) : proxy;
  const here = (text) => text.replaceAll(ELSEWHERE, other.origin);
  let policy = isElsewhere ? here(ACROSS) : STRICT;
  // As the book says of frames.
  if (snippet.text.includes("<iframe")) policy += "; frame-src 'self'";
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Panel</title><link rel="icon" href="data:,"></head>
    <body><h1>Panel</h1>${here(snippet.text)}</body></html>`;
  panel.pages["/"] = { body, headers: { "content-security-policy": policy } };
  panel.pages["/snippet.js"] = { type: "text/javascript", body: script };
  // What the examples ask their own panel.
  panel.pages["/readiness-token"] = { type: "text/plain", body: "visibly-fake-token" };
  panel.pages["/panel/stock"] = { type: "application/json", body: JSON.stringify({ minutes: 3 }) };
  const page = await openPage(t, browser, `${panel.origin}/`, { allowed: [other.origin] });
  // After the page: what it still asks for as it goes is answered.
  t.after(() => panel.stop());
  return page;
}

for (const snippet of ALL) {
  test(snippet.name, async (t) => {
    const check = LANGUAGES[snippet.language];
    assert.ok(check, `nobody knows how to try ${snippet.language || "a block without a language"}`);
    await check(snippet, t);
  });
}

test("the policy the book recommends is a policy", () => {
  assert.match(STRICT, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'/);
  assert.ok(ACROSS.includes(ELSEWHERE));
});

test("what a reader of README.md types is at least a shell's language", () => {
  const shell = blocks(join(ROOT, "README.md")).filter(({ language }) => language === "sh");
  assert.ok(shell.length > 0);
  for (const { text, name } of shell) {
    const read = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
    assert.equal(read.status, 0, `${name}: ${read.stderr}`);
  }
});

test("every folder of examples the book names is there", () => {
  const named = new Set(Array.from(readFileSync(join(ROOT, "docs/book/src/embed.md"), "utf8").matchAll(/`(embed\/examples\/[a-z-]+)`/g), ([, folder]) => folder));
  assert.ok(named.size > 0);
  assert.deepEqual([...named].filter((folder) => !existsSync(join(ROOT, folder))), []);
});
