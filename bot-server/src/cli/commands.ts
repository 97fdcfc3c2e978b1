// Every command of the command line.
import { accountAdd, accountCheck, accountList } from './account';
import { anchor } from './anchor';
import { backup } from './backup';
import { buried, revive } from './buried';
import type { Command } from './command';
import { keysRotate } from './keys';
import { keysSeal } from './keysSeal';
import { memberBind } from './member';
import { personErase } from './person';
import { restore } from './restore';
import { seed } from './seed';
import { token } from './token';
import { verify } from './verify';

export const COMMANDS: Readonly<Record<string, Command>> = {
  token,
  seed,
  verify,
  anchor,
  backup,
  restore,
  buried,
  revive,
  'keys rotate': keysRotate,
  'keys seal': keysSeal,
  'account add': accountAdd,
  'account list': accountList,
  'account check': accountCheck,
  'member bind': memberBind,
  'person erase': personErase,
};

/** The first word, or the first two. */
export function commandIn(
  args: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | null {
  for (const words of [1, 2]) {
    const name = args.slice(0, words).join(' ');
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command !== undefined) return { command, rest: args.slice(words) };
  }
  return null;
}
