// Every command of the command line. Each is loaded when it is asked for: the whole product takes longer than most of them.
import type { Command } from './command';

export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  token: async () => (await import('./token')).token,
  seed: async () => (await import('./seed')).seed,
  verify: async () => (await import('./verify')).verify,
  anchor: async () => (await import('./anchor')).anchor,
  backup: async () => (await import('./backup')).backup,
  restore: async () => (await import('./restore')).restore,
  buried: async () => (await import('./buried')).buried,
  revive: async () => (await import('./buried')).revive,
  'keys rotate': async () => (await import('./keys')).keysRotate,
  'keys seal': async () => (await import('./keysSeal')).keysSeal,
  'account add': async () => (await import('./account')).accountAdd,
  'account list': async () => (await import('./account')).accountList,
  'account check': async () => (await import('./account')).accountCheck,
  'member bind': async () => (await import('./member')).memberBind,
  'person erase': async () => (await import('./person')).personErase,
};

/** The first word, or the first two. */
export function commandIn(
  args: readonly string[],
): { readonly load: () => Promise<Command>; readonly rest: readonly string[] } | null {
  for (const words of [1, 2]) {
    const name = args.slice(0, words).join(' ');
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load !== undefined) return { load, rest: args.slice(words) };
  }
  return null;
}
