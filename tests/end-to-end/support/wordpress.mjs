// A real WordPress for one test file: Debian's own, with a database and a web server that live in a
// temporary folder and end with it. Nothing of the machine's own configuration is used or changed.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { required } from "./environment.mjs";
import { servePhp, start } from "./php.mjs";

/// Of more than a hundred translations of WordPress itself, those the plugin has, and a neighbour.
const TRANSLATIONS = /\/languages\/(?!(admin-|admin-network-|continents-cities-)?(pt_BR|es_ES|es_CL)\.mo$)[^/]+$/;

const DATABASE = "wordpress";

/// Where Debian keeps what only root is expected to start.
const SYSTEM_PATH = `${process.env.PATH}:/usr/sbin`;

/// Starts it, before anybody has installed anything in it.
export async function startWordPress() {
  const folder = mkdtempSync(join(tmpdir(), "readiness-wordpress-"));
  const modules = execFileSync("php", ["-m"], { encoding: "utf8" });
  if (!/^mysqli$/m.test(modules)) throw new Error("PHP has no mysqli: on Debian, apt-get install php-mysql");
  const running = [];
  const stop = async () => {
    for (const process of running.reverse()) await process.stop();
    rmSync(folder, { recursive: true });
  };
  try {
    const database = await startDatabase(folder);
    running.push(database);
    const root = copyWordPress(folder);
    const configuration = join(root, "wp-config.php");
    const log = join(folder, "debug.log");
    const configure = (constants = {}) =>
      writeFileSync(configuration, configurationFor(database.socket, { WP_DEBUG_LOG: log, ...constants }));
    configure();
    const php = await servePhp(root, folder);
    running.push(php);
    return {
      origin: php.origin,
      folder,
      plugins: join(root, "wp-content/plugins"),
      configure,
      /// What PHP and WordPress complained about so far.
      complaints: () => (existsSync(log) ? readFileSync(log, "utf8").split("\n") : []),
      /// Adds code of the site's own, which runs beside all plugins.
      addCode: (name, code) => {
        const folder = join(root, "wp-content/mu-plugins");
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, name), code);
      },
      /// Writes an option as another program on the server would.
      writeOption: (name, value) => runInside(root, WRITE_OPTION, name, JSON.stringify(value)),
      /// Makes somebody known with this role and password.
      addUser: (login, { role, password }) => runInside(root, ADD_USER, login, role, password),
      /// What the database holds, as the dump that an administrator would keep.
      databaseHolds: (text) => database.holds(text),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/// A MariaDB that listens on a socket in that folder and nowhere else.
async function startDatabase(folder) {
  const data = join(folder, "database");
  const socket = join(folder, "database.sock");
  const user = process.getuid() === 0 ? ["--user=root"] : [];
  const env = { ...process.env, PATH: SYSTEM_PATH };
  execFileSync("mariadb-install-db", [
    ..."--no-defaults --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve".split(" "),
    `--datadir=${data}`, ...user,
  ], { stdio: "pipe", env });
  const first = join(folder, "first.sql");
  writeFileSync(first, `CREATE DATABASE IF NOT EXISTS ${DATABASE};\n`);
  const server = await start("mariadbd", [
    "--no-defaults",
    ...user,
    `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(folder, "database.pid")}`,
    `--init-file=${first}`, "--skip-networking", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0",
  ], { ready: /ready for connections/, env });
  const holds = (text) => {
    const file = join(folder, "holds.php");
    writeFileSync(file, SEARCH);
    return execFileSync("php", [file, socket, DATABASE, text], { encoding: "utf8" }) !== "0";
  };
  return { ...server, socket, holds };
}

/// Runs code within WordPress, beside the web server, as its command line does.
function runInside(root, code, ...words) {
  execFileSync("php", ["-r", `require $argv[1] . '/wp-load.php'; ${code}`, root, ...words], { stdio: "pipe" });
}

const WRITE_OPTION = "update_option( $argv[2], json_decode( $argv[3], true ) );";

const ADD_USER = `
  $user = wp_insert_user( [
    'user_login' => $argv[2], 'user_email' => $argv[2] . '@shop.example',
    'role' => $argv[3], 'user_pass' => $argv[4],
  ] );
  if ( is_wp_error( $user ) ) {
    fwrite( STDERR, $user->get_error_message() );
    exit( 1 );
  }`;

/// Counts the values of a database that contain a text.
const SEARCH = `<?php
[, $socket, $database, $text] = $argv;
$link = new mysqli( 'localhost', 'root', '', $database, 0, $socket );
$found = 0;
foreach ( $link->query( 'SHOW TABLES' )->fetch_all() as list( $table ) ) {
	foreach ( $link->query( "SELECT * FROM $table" )->fetch_all() as $row ) {
		foreach ( $row as $value ) {
			$found += (int) str_contains( (string) $value, $text );
		}
	}
}
echo $found;
`;

/// A copy, because WordPress finds its configuration and its plugins beside its own files.
function copyWordPress(folder) {
  const root = join(folder, "wordpress");
  const filter = (path) => !TRANSLATIONS.test(path) && !path.endsWith("/wp-config.php") && !path.endsWith("/.htaccess");
  cpSync(required("WORDPRESS"), root, { recursive: true, dereference: true, filter });
  for (const name of ["plugins", "uploads", "upgrade"]) {
    mkdirSync(join(root, "wp-content", name), { recursive: true });
  }
  return root;
}

/// What an administrator writes into wp-config.php; nobody is asked for anything on the Internet.
function configurationFor(socket, constants) {
  const secrets = ["AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY"];
  const salts = ["AUTH_SALT", "SECURE_AUTH_SALT", "LOGGED_IN_SALT", "NONCE_SALT"];
  const all = {
    DB_NAME: DATABASE,
    DB_USER: "root",
    DB_PASSWORD: "",
    DB_HOST: `localhost:${socket}`,
    DB_CHARSET: "utf8mb4",
    DB_COLLATE: "",
    ...Object.fromEntries([...secrets, ...salts].map((name) => [name, `only-for-this-test-${name}`])),
    WP_DEBUG: true,
    WP_DEBUG_DISPLAY: false,
    WP_HTTP_BLOCK_EXTERNAL: true,
    DISABLE_WP_CRON: true,
    ...constants,
  };
  const written = (value) => (typeof value === "string" ? `'${value.replace(/['\\]/g, "\\$&")}'` : value);
  const lines = Object.entries(all).map(([name, value]) => `define( '${name}', ${written(value)} );`);
  return [
    "<?php",
    ...lines,
    "$table_prefix = 'wp_';",
    "defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );",
    "require_once ABSPATH . 'wp-settings.php';",
  ].join("\n");
}
