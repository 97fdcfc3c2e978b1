// Takes somebody's personal data out for good, from the command line: a member's, or what somebody without an account told.
import { createInterface } from 'node:readline/promises';
import type { Config } from '@paidan/config/load';
import { ID_PATTERN } from '@paidan/shared/kernel/id';
import { refuse } from '@paidan/shared/refusal';
import { sayPlain } from '../core/say';
import { member } from '../store/tables/member';
import type { Command } from './command';
import { flagsOf, optionsOf, UsageFault } from './options';
import { type Inside, inOrganization, parsed, told } from './organization';

const REASON = 'asked for from the command line';

export const personErase: Command = {
  usage:
    '<organization> <login or id> | <organization> --guest <id> | <organization> --phone <number>, [--reason <why>] [--keep-reported] [--yes]',
  summary:
    'Erases personal data; it cannot be undone. --keep-reported leaves the numbers in tickets that a member reported for others',
  run: async (args, config) => {
    const { flags, rest } = flagsOf(args, ['yes', 'keep-reported']);
    const at = rest.findIndex((word) => word.startsWith('--'));
    const words = at < 0 ? rest : rest.slice(0, at);
    const options = optionsOf(at < 0 ? [] : rest.slice(at), [], ['guest', 'phone', 'reason']);
    const [org, who, ...more] = words;
    const named = [who, options.guest, options.phone].filter((one) => one !== undefined);
    if (org === undefined || named.length !== 1 || more.length > 0)
      throw new UsageFault('name an organization, and one of: a login or id, --guest, --phone');
    const reason = options.reason ?? REASON;
    const sure = (what: string) => (flags.has('yes') ? Promise.resolve(true) : asked(what));
    if (who === undefined) return eraseReporter(config, org, { ...options, reason }, sure);
    return inOrganization(config, org, (inside) =>
      eraseMember(inside, who, { reason, reported: !flags.has('keep-reported') }, sure),
    );
  },
};

type Sure = (what: string) => Promise<boolean>;

async function eraseMember(
  { handlers, call, store }: Inside,
  who: string,
  how: { readonly reason: string; readonly reported: boolean },
  sure: Sure,
): Promise<number> {
  const reader = store.read(call.scope);
  const byId = ID_PATTERN.test(who) ? await reader.one(member, { id: who as never }) : undefined;
  const row = byId ?? (await reader.one(member, { login: who.toLowerCase() }));
  if (row === undefined) {
    console.error(sayPlain('en', refuse('not_found')).message);
    return 1;
  }
  const question = `Erase the personal data of ${row.name} (${row.login})? Name, login, picture, telephone numbers and chat accounts go for good.`;
  if (!(await sure(question))) return 1;
  const { record, done } = told(await handlers['member.erase'](parsed('member.erase', { id: row.id, ...how }), call));
  console.log(
    `${record.id}: erased, from ${done.events} events and with ${done.numbers} numbers. What older backups hold is still there.`,
  );
  if (done.guessable > 0)
    console.log(
      `${done.guessable} of what was written of them by earlier versions can still be guessed at: nothing random went into its hashes, so whoever has the whole database could confirm a guess.`,
    );
  return 0;
}

async function eraseReporter(
  config: Config,
  org: string,
  { guest, phone, reason }: { readonly guest?: string; readonly phone?: string; readonly reason: string },
  sure: Sure,
): Promise<number> {
  const input = parsed('reporter.erase', {
    reason,
    ...(guest !== undefined && { guestId: guest }),
    ...(phone !== undefined && { phone }),
  });
  return inOrganization(config, org, async ({ handlers, call }) => {
    if (!(await sure('Erase what this person told without an account? Numbers and reports that wait go for good.')))
      return 1;
    const { reporters, numbers, reports } = told(await handlers['reporter.erase'](input, call));
    console.log(`${reporters} without an account, ${numbers} numbers and ${reports} reports that wait: erased.`);
    console.log('What older backups hold is still there; a member who has this number keeps it.');
    return 0;
  });
}

/** Whoever is no person at a terminal has to say --yes. */
async function asked(what: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageFault('say --yes: there is nobody to ask');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes)$/i.test((await lines.question(`${what} It cannot be undone. [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
