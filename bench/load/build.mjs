// Builds the Preact list the way the widget is built: one minified module, files named by their
// content, compressed beside each. Texts and the page's style are the very files of dist/.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/// As in xtask/src/bundle/esbuild.rs.
const TARGET = ["chrome111", "edge111", "firefox115", "safari16.4"];

/// Texts of a language, by part: `en-first.<digest>.json`.
const TEXTS = /^([a-z]{2})-([a-z]+)\.[0-9a-f]+\.json$/;

const compress = (content) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });

function write(folder, path, content) {
  writeFileSync(join(folder, path), content);
  writeFileSync(join(folder, `${path}.br`), compress(Buffer.from(content)));
}

function named(folder, name, content) {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const path = `assets/${name.replace(/\.(\w+)$/, `.${digest}.$1`)}`;
  write(folder, path, content);
  return path;
}

/// Gives generated modules the names the sources import them by.
function generated(modules) {
  const setup = ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@generated\// }, ({ path }) => ({ path, namespace: "generated" }));
    onLoad({ filter: /.*/, namespace: "generated" }, ({ path }) => modules[path]);
  };
  return { name: "generated", setup };
}

const common = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", target: TARGET };

/// Builds into `folder`, with the texts and the page's style of `dist`.
export async function buildPreact(dist, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "assets"), { recursive: true });
  const assets = readdirSync(join(dist, "assets"));
  const copies = (name) => [name, `${name}.br`].filter((copy) => assets.includes(copy));
  const locales = {};
  for (const name of assets) {
    const [, language, part] = TEXTS.exec(name) ?? [];
    if (!language) continue;
    (locales[language] ??= {})[part] = `assets/${name}`;
    for (const copy of copies(name)) copyFileSync(join(dist, "assets", copy), join(folder, "assets", copy));
  }
  if (!locales.en?.first) throw new Error(`${dist} has no English texts; build the widget first: cargo xtask build`);

  const sheets = ["index", "answers"].map((name) => `@import "./style/${name}.css";`);
  const style = await build({ ...common, stdin: { contents: sheets.join("\n"), loader: "css", resolveDir: ROOT } });
  const script = await build({
    ...common,
    entryPoints: [join(ROOT, "bench/preact/element.jsx")],
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [
      generated({
        "@generated/style.css": { contents: style.outputFiles[0].text, loader: "text" },
        "@generated/texts": { contents: `export const locales = ${JSON.stringify(locales)}`, loader: "js" },
      }),
    ],
  });
  const page = await build({ ...common, entryPoints: [join(ROOT, "style/page.css")] });
  const places = {
    "@element.js": named(folder, "element.js", script.outputFiles[0].text),
    "@page.css": named(folder, "page.css", page.outputFiles[0].text),
  };
  const source = readFileSync(join(ROOT, "bench/preact/index.html"), "utf8");
  write(folder, "index.html", source.replace(/@[\w-]+\.\w+/g, (name) => places[name] ?? name));
  return { script: compress(Buffer.from(script.outputFiles[0].text)).length };
}
