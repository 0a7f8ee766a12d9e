// Every fenced block of the book, as its pages show it.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const BOOK = join(ROOT, "docs/book/src");

/// The blocks of all chapters, each with its language, what else its first line says, and what the
/// comment above it says of why it is not run.
export function snippets() {
  const chapters = readdirSync(BOOK).filter((name) => name.endsWith(".md")).sort();
  return chapters.flatMap((name) => blocks(join(BOOK, name)));
}

/// The blocks of one file.
export function blocks(path) {
  const found = [];
  const text = readFileSync(path, "utf8");
  // Whole files that are included bring blocks of their own; a part of one stands inside a block.
  const lines = text.split("\n").flatMap((line) => (whole(line, path) ?? line).split("\n"));
  let open, comment;
  for (const line of lines) {
    const fence = /^(`{3,})(.*)$/.exec(line);
    if (open) {
      if (fence && fence[1] === open.fence && !fence[2]) {
        found.push(snippet(path, found.length + 1, open));
        open = undefined;
      } else open.lines.push(line);
    } else if (fence) {
      open = { fence: fence[1], info: fence[2].trim(), comment, lines: [] };
    } else if (line.trim()) comment = /^<!-- (.*) -->$/.exec(line.trim())?.[1];
  }
  if (open) throw new Error(`${path}: a block that begins with ${open.info} never ends`);
  return found;
}

function snippet(path, number, { info, comment, lines }) {
  const [language, ...marks] = info.split(",");
  const included = lines.length === 1 && /^\{\{#include (.+)\}\}$/.exec(lines[0])?.[1];
  return {
    name: `${relative(ROOT, path)}, block ${number}: ${info || "no language"}`,
    file: basename(path),
    language,
    marks,
    why: comment,
    /// The file it shows, from the project's root, where it is not written here.
    source: included ? relative(ROOT, resolve(included, path).path) : undefined,
    text: lines.map((line) => included_part(line, path) ?? line).join("\n"),
  };
}

function resolve(reference, from) {
  const [name, anchor] = reference.trim().split(":");
  return { path: join(dirname(from), name), anchor };
}

/// A file of Markdown that is included as it is.
function whole(line, from) {
  const reference = /^\{\{#include (.+\.md)\}\}$/.exec(line)?.[1];
  return reference && readFileSync(resolve(reference, from).path, "utf8").trimEnd();
}

function included_part(line, from) {
  const reference = /^\{\{#include (.+)\}\}$/.exec(line)?.[1];
  if (!reference) return undefined;
  const { path, anchor } = resolve(reference, from);
  if (!existsSync(path)) throw new Error(`${from}: includes ${path}, which is not there`);
  const text = readFileSync(path, "utf8").trimEnd();
  if (!anchor) return text;
  const part = new RegExp(`ANCHOR: ${anchor}\\b.*\\n([\\s\\S]*?)\\n.*ANCHOR_END: ${anchor}\\b`).exec(text)?.[1];
  if (part === undefined) throw new Error(`${from}: ${path} has no part ${anchor}`);
  return part;
}
