// What is not started here is read by the tools that know it: the image's definition by a linter,
// the service by systemd. Of the image everything but the building of it is tried.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";

import { required } from "../end-to-end/support/environment.mjs";
import { freePort } from "../end-to-end/support/free_port.mjs";
import { read } from "./support/fronts.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const DEFINITION = "deploy/container/Dockerfile";
const UNIT = "deploy/systemd/checkout-readiness.service";
const PROGRAM = "/checkout-readiness-proxy";

const image = () => DockerfileParser.parse(read(DEFINITION));
const words = (instruction) => instruction.getArguments().map((word) => word.getValue());

test("the image's definition has nothing a linter finds, and keeps to what the readme of it says", () => {
  const found = validate(read(DEFINITION));
  assert.deepEqual(found.map(({ message, range }) => `${range.start.line + 1}: ${message}`), []);
  const of = (name) => image().getInstructions().filter((it) => it.getKeyword() === name);
  assert.deepEqual(words(of("FROM")[0]), ["scratch"]);
  assert.match(words(of("USER")[0])[0], /^[1-9]\d{3,}:[1-9]\d{3,}$/);
  assert.match(of("HEALTHCHECK")[0].getArgumentsContent(), /CMD \["\/checkout-readiness-proxy", "healthy"\]$/);
  // Nothing of the image is a setting that opens a door.
  assert.doesNotMatch(read(DEFINITION), /^(ENV|ARG).*(TOKEN|SECRET|KEY)/m);
});

/// Everything the definition copies, in a folder that stands for the image.
function unpacked(place) {
  for (const copy of image().getCOPYs()) {
    const [source, target] = words(copy);
    const from = source.startsWith("target/") ? required("CHECKOUT_READINESS_STATIC") : join(root, source);
    assert.ok(existsSync(from), `${DEFINITION} copies ${source}, which is not there`);
    const to = join(place, target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true });
    for (const flag of copy.getFlags()) {
      if (flag.getName() === "chmod") chmodSync(to, Number.parseInt(flag.getValue(), 8));
      if (flag.getName() === "chown") chownSync(to, ...flag.getValue().split(":").map(Number));
    }
  }
}

test("what the image holds runs by itself as its user, and says that it is healthy", { skip: process.getuid() !== 0 && "only root may change the root folder" }, async () => {
  const place = mkdtempSync(join(tmpdir(), "readiness-image-"));
  try {
    unpacked(place);
    chmodSync(place, 0o755);
    const user = words(image().getInstructions().find((it) => it.getKeyword() === "USER"))[0];
    const environment = {
      // Where `chroot` itself is found.
      PATH: process.env.PATH,
      READINESS_LISTEN: `0.0.0.0:${await freePort()}`,
      READINESS_DATA: "/data",
      READINESS_TOKEN: "0000000000000000",
      READINESS_HOSTS: "readiness.store.example",
    };
    const inside = (word) => ["chroot", [`--userspec=${user}`, place, PROGRAM, word], { env: environment }];
    const ask = () => spawnSync(...inside("healthy")).status;
    assert.equal(ask(), 3);
    const child = spawn(...inside("serve"));
    let said = "";
    child.stderr.on("data", (bytes) => (said += bytes));
    const closed = once(child, "close");
    for (let tries = 0; !said.includes("listening at") && tries < 100; tries += 1) await sleep(100);
    assert.equal(ask(), 0, said);
    assert.ok(existsSync(join(place, "data/sandbox.sqlite3")), said);
    child.kill("SIGTERM");
    const [code] = await closed;
    assert.equal(code, 0, said);
    // Without a token it does not open to everybody.
    delete environment.READINESS_TOKEN;
    assert.equal(spawnSync(...inside("serve")).status, 3);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});

test("the program of the image is linked to nothing", () => {
  const file = required("CHECKOUT_READINESS_STATIC");
  const told = execFileSync("readelf", ["--wide", "--program-headers", "--dynamic", file], { encoding: "utf8" });
  assert.match(told, /LOAD/);
  assert.doesNotMatch(told, /INTERP|NEEDED/);
});

test("systemd understands every line of the service, and finds little it could do", () => {
  const place = mkdtempSync(join(tmpdir(), "readiness-unit-"));
  try {
    const unit = join(place, "checkout-readiness.service");
    const text = read(UNIT);
    const program = "/usr/local/bin/checkout-readiness-proxy";
    assert.ok(text.includes(`ExecStart=${program} `));
    // The only thing that is not there yet.
    writeFileSync(unit, text.replace(program, "/bin/true"));
    const verified = spawnSync("systemd-analyze", ["verify", "--man=no", unit], { encoding: "utf8" });
    const about = verified.stderr.split("\n").filter((line) => line.includes("checkout-readiness"));
    assert.deepEqual(about, []);
    assert.equal(verified.status, 0, verified.stderr);
    // From 0, nothing at all, to 100, everything.
    const exposure = ["security", "--offline=yes", "--threshold=15", "--no-pager", unit];
    const judged = spawnSync("systemd-analyze", exposure, { encoding: "utf8" });
    assert.equal(judged.status, 0, judged.stdout + judged.stderr);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});
