// The npm package, installed into projects of somebody else: its types, its digests, what a server makes of it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { checkTypes, project, run } from "./support/package.mjs";

const CONSUMER = new URL("consumer/", import.meta.url);
const consumer = (name) => readFileSync(new URL(name, CONSUMER), "utf8");
const SOURCES = { "src/element.ts": consumer("element.ts"), "src/react.tsx": consumer("react.tsx") };

const NODE = { module: "nodenext", moduleResolution: "nodenext" };
const BUNDLER = { module: "esnext", moduleResolution: "bundler" };

for (const [react, options] of [[19, BUNDLER], [19, NODE], [18, BUNDLER]]) {
  test(`types hold what is right and refuse what is wrong, with React ${react} and ${options.moduleResolution}`, async (t) => {
    const folder = await project(t, { react, files: SOURCES });
    await checkTypes(folder, options);
  });
}

test("types that let something wrong pass would be seen", async (t) => {
  const loose = SOURCES["src/element.ts"].replace("element.run()", "element.start()");
  const folder = await project(t, { files: { "src/element.ts": loose } });
  await assert.rejects(checkTypes(folder, BUNDLER), /start/);
});

test("no exported name is missing from what the types are tried with", async (t) => {
  const folder = await project(t);
  const types = join(folder, "node_modules/checkout-readiness/types");
  const names = readdirSync(types).flatMap((file) => {
    const text = readFileSync(join(types, file), "utf8");
    return [...text.matchAll(/^export (?:declare )?(?:type|interface|const) (\w+)/gm)].map(([, name]) => name);
  });
  assert.ok(names.length > 50, names.join());
  const tried = Object.values(SOURCES).join();
  assert.deepEqual(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(tried)), []);
});

test("the types of a report are those of its schema", async (t) => {
  const folder = await project(t);
  const types = readFileSync(join(folder, "node_modules/checkout-readiness/types/report.d.ts"), "utf8");
  const { $defs } = JSON.parse(readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"));
  for (const [name, { properties = {}, required = [], enum: words = [] }] of Object.entries($defs)) {
    const [, body] = new RegExp(`^export (?:interface|type) ${name}\\b([^]*?)(?=^export|(?![^]))`, "m").exec(types);
    for (const word of words) assert.ok(body.includes(`"${word}"`), `${name} lacks ${word}`);
    for (const field of Object.keys(properties)) {
      const mark = required.includes(field) ? "" : "\\?";
      assert.match(body, new RegExp(`^  ${field}${mark}: `, "m"), `${name}.${field}`);
    }
  }
});

test("every digest is that of its file, and every file that a page loads has one", async (t) => {
  const folder = join(await project(t), "node_modules/checkout-readiness");
  const digests = JSON.parse(readFileSync(join(folder, "integrity.json"), "utf8"));
  const loaded = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((name) => /\.(js|wasm|css)$/.test(name) || name.startsWith("assets/"));
  assert.deepEqual(Object.keys(digests).sort(), loaded.sort());
  for (const [name, digest] of Object.entries(digests)) {
    const content = readFileSync(join(folder, name));
    assert.equal(digest, `sha384-${createHash("sha384").update(content).digest("base64")}`, name);
  }
});

test("only what is needed is in it", async (t) => {
  const folder = join(await project(t), "node_modules/checkout-readiness");
  assert.deepEqual(readdirSync(folder).sort(), [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "assets",
    "checkout-readiness.js",
    "custom-elements.json",
    "integrity.json",
    "package.json",
    "react.js",
    "server.js",
    "types",
  ]);
  const assets = readdirSync(join(folder, "assets"));
  assert.deepEqual(assets.filter((name) => /\.(br|gz)$|^(page|frame)\./.test(name)), []);
  const described = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  assert.equal(described.dependencies, undefined);
  assert.deepEqual(described.publishConfig, { access: "public", provenance: true });
});

for (const react of [19, 18]) {
  test(`a server writes the element's markup with React ${react}, and touches no page`, async (t) => {
    const render = `
      import "checkout-readiness";
      import { CheckoutReadiness } from "checkout-readiness/react";
      import { createElement } from "react";
      import { renderToString } from "react-dom/server";
      if ("HTMLElement" in globalThis) throw new Error("this is no server");
      console.log(renderToString(createElement(CheckoutReadiness, {
        proxy: "/readiness", product: "qr", checkoutUrl: "https://shop.example/", autoRun: true, lang: "pt",
        only: ["https", "quality"], className: "wide", getToken: () => "a-token", onReady() {}, texts: { a: "b" },
      })));`;
    const folder = await project(t, { react, files: { "render.js": render } });
    const written = (await run("node", ["render.js"], folder)).trim();
    const attributes = Object.fromEntries([...written.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    assert.match(written, /^<checkout-readiness .*><\/checkout-readiness>$/);
    assert.deepEqual(attributes, {
      proxy: "/readiness",
      product: "qr",
      "checkout-url": "https://shop.example/",
      "auto-run": "",
      lang: "pt",
      only: "https quality",
      class: "wide",
    });
  });
}
