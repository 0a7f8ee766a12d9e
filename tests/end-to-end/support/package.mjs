// The npm package as somebody else has it: installed into a project of its own.

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { required } from "./environment.mjs";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
export const EXAMPLES = join(ROOT, "embed/examples");
const TOOLS = join(ROOT, "node_modules");

/// Runs one of the project's tools; what it said is part of its failure.
export async function run(tool, words, cwd) {
  try {
    const { stdout } = await promisify(execFile)(tool, words, { cwd, maxBuffer: 16 << 20 });
    return stdout;
  } catch (failure) {
    throw new Error(`${tool} ${words.join(" ")} failed:\n${failure.stdout}${failure.stderr}`);
  }
}

/// A project with the package installed in it, and gone with the test. It stands inside of this one,
/// whose pinned tools and React it finds; nothing is fetched.
export async function project(t, { from, files = {}, react = 19 } = {}) {
  const around = join(ROOT, "target/scratch");
  mkdirSync(around, { recursive: true });
  const folder = mkdtempSync(join(around, "project-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  if (from) cpSync(from, folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
  const quiet = ["--offline", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"];
  await run("npm", ["install", required("CHECKOUT_READINESS_PACKAGE"), ...quiet], folder);
  if (react === 18) useReact18(folder);
  return folder;
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/// React 18 in this project; its copies keep their place here, so that each finds the others.
function useReact18(folder) {
  const packages = { react: "react-18", "react-dom": "react-dom-18", "@types/react": "types-react-18" };
  for (const [name, copy] of Object.entries(packages)) {
    cpSync(join(TOOLS, copy), join(folder, "node_modules", name), { recursive: true });
  }
  // Types of what renders on a page, which differ in nothing that is used here.
  mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
  symlinkSync(join(TOOLS, "@types/react-dom"), join(folder, "node_modules/@types/react-dom"));
}

/// Checks types as strictly as TypeScript can.
export function checkTypes(folder, options) {
  const tsconfig = {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: false,
      target: "es2023",
      lib: ["es2023", "dom", "dom.iterable"],
      jsx: "react-jsx",
      types: [],
      ...options,
    },
    include: ["src"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  return run(join(TOOLS, ".bin/tsc"), ["--project", "."], folder);
}

/// Bundles with Vite; returns the folder that is to be served.
export async function bundle(folder, configuration = {}) {
  const { build } = await import("vite");
  await build({ root: folder, logLevel: "error", ...configuration });
  return join(folder, "dist");
}

/// Bundles `main.js` with webpack, as one script `main.js` beside the files it brings.
export async function bundleWithWebpack(folder) {
  const { default: webpack } = await import("webpack");
  const output = { path: join(folder, "dist"), publicPath: "auto" };
  const built = await new Promise((resolve, reject) => {
    webpack({ mode: "production", context: folder, entry: "./main.js", output, performance: false }, (error, stats) =>
      error ? reject(error) : resolve(stats.toJson({ all: false, errors: true, warnings: true })),
    );
  });
  const faults = [...built.errors, ...built.warnings].map(({ message }) => message);
  if (faults.length) throw new Error(faults.join("\n"));
  return output.path;
}
