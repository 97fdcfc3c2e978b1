// The command line: `npm run cli -- <command>`. Each command is a file in `cli/`.
import { ConfigFaults, loadConfig } from '@paidan/config/load';
import { COMMANDS, commandIn } from './cli/commands';
import { UsageFault } from './cli/options';
import { armCrash } from './core/crash';
import { ROOT_DIR } from './opening';

async function main(args: readonly string[]): Promise<number> {
  const found = commandIn(args);
  if (found === null) {
    const said = args.findIndex((word) => word.startsWith('-'));
    const name = args.slice(0, said === -1 ? 2 : Math.min(said, 2)).join(' ') || 'help';
    const unknown = !['help', '--help', '-h'].includes(name);
    (unknown ? console.error : console.log)(await help(unknown ? `There is no command ${name}.` : null));
    return unknown ? 2 : 0;
  }
  const config = loadConfig(process.env, ROOT_DIR);
  if (config.crashAt !== undefined) armCrash(config.crashAt);
  const command = await found.load();
  return command.run(found.rest, config);
}

async function help(first: string | null): Promise<string> {
  const lines = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => {
      const { usage, summary } = await load();
      return `  ${name} ${usage}\n      ${summary}`;
    }),
  );
  return [...(first === null ? [] : [first, '']), 'Commands:', ...lines].join('\n');
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const plain = error instanceof ConfigFaults || error instanceof UsageFault;
    console.error(plain ? (error as Error).message : error);
    process.exit(plain ? 2 : 1);
  },
);
