import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { readFlags } from "./commands/read-flags.ts";
import { runCommand } from "./commands/run-command.ts";

// Types are stripped and code compiled at each start; kept, that is a third less to wait for until the first message is answered.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
process.exitCode = await runCommand(process.argv[2], () => readFlags(process.argv.slice(3)));
