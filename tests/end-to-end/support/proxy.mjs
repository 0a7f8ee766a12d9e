// The built proxy as a process: started, watched, stopped, and asked on the command line.

import { spawn } from "node:child_process";
import { once } from "node:events";

import { closePages } from "./browser.mjs";
import { required } from "./environment.mjs";

/// A token of the right shape that opens nothing.
export const FAKE_TOKEN = `APP_USR-1000000000000001-010112-${"0".repeat(32)}-100000001`;

/// A sandbox whose runs answer most and then wait for the last answer.
export const NEVER_ENDS = { READINESS_SANDBOX: "fault=payment-search:hang" };

/// Nothing of the surroundings is configured by accident.
function environment(settings) {
  const ours = ([name]) => !/^(MP_|READINESS_)/.test(name);
  return { ...Object.fromEntries(Object.entries(process.env).filter(ours)), ...settings };
}

function start(words, settings) {
  const child = spawn(required("CHECKOUT_READINESS_PROXY"), words, {
    env: environment(settings),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", all: "" };
  child.stdout.on("data", (bytes) => ((said.out += bytes), (said.all += bytes)));
  child.stderr.on("data", (bytes) => (said.all += bytes));
  return { child, said, closed: once(child, "close") };
}

/// Serves until stopped, at a port of the system's choice unless one is given.
export async function serve(settings = {}, { port = 0 } = {}) {
  const { child, said, closed } = start([], { READINESS_LISTEN: `127.0.0.1:${port}`, ...settings });
  const address = await new Promise((found, failed) => {
    const look = () => {
      const [, scheme, at] = /listening at (https?):\/\/127\.0\.0\.1:(\d+)\//.exec(said.all) ?? [];
      if (at) found({ scheme, port: Number(at) });
    };
    child.stderr.on("data", look);
    child.stdout.on("data", look);
    child.once("error", failed);
    closed.then(() => failed(new Error(`the proxy did not start:\n${said.all}`)));
  });
  const end = async (signal) => {
    child.kill(signal);
    await closed;
  };
  return {
    port: address.port,
    /// As pages of this machine reach it.
    origin: `${address.scheme}://localhost:${address.port}`,
    /// Everything it wrote to its terminal so far.
    said: () => said.all,
    stop: () => end("SIGTERM"),
    /// Ends it in the middle of whatever it does.
    kill: () => end("SIGKILL"),
  };
}

/// The same for one test, and gone with it.
export async function serveFor(t, settings, options) {
  const proxy = await serve(settings, options);
  t.after(async () => {
    await closePages(t);
    await proxy.kill();
  });
  return proxy;
}

/// Runs `check` and waits for its end.
export async function check(words, settings = {}) {
  const { child, said, closed } = start(["check", ...words], settings);
  await closed;
  return { code: child.exitCode, output: said.out, all: said.all };
}

/// Serves TLS in the name of a shop, with this certificate.
export function serveShop(certificate, settings = {}) {
  return serve({
    READINESS_HOSTS: certificate.host,
    READINESS_TLS_CERT: certificate.certificatePath,
    READINESS_TLS_KEY: certificate.keyPath,
    ...settings,
  });
}
