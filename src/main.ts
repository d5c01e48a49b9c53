import { readFlags } from "./commands/read-flags.ts";
import { runCommand } from "./commands/run-command.ts";

process.exitCode = await runCommand(process.argv[2], () => readFlags(process.argv.slice(3)));
