import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../tools/kill-test/places.ts";

/** A PostgreSQL server of a test's own, to be stopped and started as the test likes. `url` names a database in it. */
export type OwnPostgres = {
  url: string;
  port: number;
  stop(how: "fast" | "immediate"): void;
  start(): void;
  /** Stops it and takes it away. */
  remove(): void;
};

const versions = "/usr/lib/postgresql";

/** The server's programs, or null where none are installed. */
const programsFolder = (): string | null => {
  const newest = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => path.join(versions, version, "bin"))
        .find((folder) => existsSync(path.join(folder, "initdb")))
    : undefined;
  return newest ?? null;
};

/** The server refuses to run as root; Debian's package makes an account for it. */
const accountToRunAs = (): { uid: number; gid: number } | "own" | null => {
  if (process.getuid?.() !== 0) return "own";
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim()));
  return uid ? { uid, gid: gid ?? uid } : null;
};

/** Starts a server on a free port, or says why there can be none. */
export const startOwnPostgres = async (): Promise<OwnPostgres | { missing: string }> => {
  const programs = programsFolder();
  if (programs === null) return { missing: `no PostgreSQL server under ${versions}` };
  const account = accountToRunAs();
  if (account === null) return { missing: "no account called postgres to run a server as" };
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-postgres-"));
  const data = path.join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (account !== "own") for (const each of [folder, data]) chownSync(each, account.uid, account.gid);
  const as = account === "own" ? {} : account;
  const run = (program: string, args: string[]): void => {
    execFileSync(path.join(programs, program), args, { ...as, cwd: folder, stdio: "ignore" });
  };
  const port = await freePort();
  const start = (): void => {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
    run("pg_ctl", ["start", "-w", "-D", data, "-l", path.join(folder, "log"), "-o", options]);
  };
  const stop = (how: string): void => run("pg_ctl", ["stop", "-w", "-D", data, "-m", how]);
  run("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]);
  start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    start,
    stop,
    remove: () => {
      spawnSync(path.join(programs, "pg_ctl"), ["stop", "-w", "-D", data, "-m", "immediate"], { ...as, cwd: folder });
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
