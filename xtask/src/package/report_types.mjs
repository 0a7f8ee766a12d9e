// Writes the TypeScript types of a report from its schema: report_types.mjs SCHEMA DECLARATIONS.

import { readFileSync, writeFileSync } from "node:fs";

import { compile } from "json-schema-to-typescript";

const [, , from, to] = process.argv;
const schema = JSON.parse(readFileSync(from, "utf8"));

/// A definition that is only referred to keeps its name; one with words beside the reference would be
/// written out anew at each place.
function plain(node) {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== "object" || node === null) return node;
  if ("$ref" in node) return { $ref: node.$ref };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, said(key, plain(value))]));
}

/// The schema's descriptions come from Rust, which links names by brackets.
function said(key, value) {
  return key === "description" && typeof value === "string" ? value.replaceAll(/\[(`[^`]+`)\]/g, "$1") : value;
}

const $defs = plain(schema.$defs);
const name = schema.$ref.split("/").at(-1);
const declarations = await compile({ ...$defs[name], $defs }, name, {
  bannerComment: "// The report of a run, written from its schema.",
  additionalProperties: false,
  unknownAny: true,
});
writeFileSync(to, declarations);
