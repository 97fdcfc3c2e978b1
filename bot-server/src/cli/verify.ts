// Checks that the timeline still proves itself; the exit code says whether it does.
import type { Config } from '@paidan/config/load';
import { openFrom } from '../opening';
import { tenant } from '../store/tables/tenant';
import { makeVault } from '../store/vault';
import { type Anchor, readAnchors } from '../verify/anchor';
import { type Progress, verifyTenant } from '../verify/verify';
import type { Command } from './command';
import { flagsOf, fromHere, optionsOf, UsageFault } from './options';

const MOST_SHOWN = 50;
/** Beside 0, 1 and 2, which is a call that does not fit. */
const NOT_PROVEN = 3;

export const verify: Command = {
  usage: '[--org <code>] [--anchors <file>] [--without-key]',
  summary:
    'Recomputes every hash chain, and holds every row against its events; exit code 1 when something does not agree, 3 when nothing does but some of it could not be checked for want of the key',
  run: async (args, config) => {
    const { flags, rest } = flagsOf(args, ['without-key']);
    const { org, anchors: file } = optionsOf(rest, [], ['org', 'anchors']);
    const closed = flags.has('without-key');
    if (file === undefined) return verifyAll(config, { org, closed });
    const { list, damaged } = await readAnchors(fromHere(file)).catch(() => {
      throw new UsageFault(`${file} cannot be read`);
    });
    if (damaged !== null) console.log(`${file}: ${damaged}`);
    const code = await verifyAll(config, { org, anchors: list, closed });
    return damaged === null ? code : 1;
  },
};

type Asked = {
  readonly org?: string | undefined;
  readonly anchors?: readonly Anchor[];
  /** Personal values are not opened: it is known that their key is not here. */
  readonly closed?: boolean;
};

/** Of every organization, or of the one that is named; prints what it finds, and gives the exit code. */
export async function verifyAll(config: Config, { org, anchors = [], closed = false }: Asked = {}): Promise<number> {
  const opened = await openFrom(config, { patient: true });
  const store = closed ? opened : { ...opened, vault: makeVault(...config.personalKeys) };
  try {
    const tenants = await store.system.read.find(tenant, { where: org === undefined ? {} : { code: org } });
    if (org !== undefined && tenants.length === 0) throw new UsageFault(`there is no organization ${org}`);
    let wrong = 0;
    let believed = 0;
    for (const { id, code } of tenants) {
      const { streams, events, findings, found, unproven, guessable } = await verifyTenant(store, id, anchors, {
        onProgress: telling(code),
      });
      console.log(`${code}: ${events} events in ${streams} timelines, ${found} findings`);
      for (const { streamId, seq, what } of findings.slice(0, MOST_SHOWN)) {
        console.log(`  ${streamId ?? '-'} ${seq ?? '-'} ${what}`);
      }
      if (unproven > 0)
        console.log(
          `  not proven: ${unproven} notes of numbers that were sealed late, which nobody can check without the key`,
        );
      if (guessable.surely > 0)
        console.log(
          `  erased, but to be guessed at: ${guessable.surely} events, written before there was anything random in their hashes`,
        );
      if (guessable.perhaps > 0)
        console.log(
          `  erased by an earlier version, which did not say whether they can be guessed at: ${guessable.perhaps} events`,
        );
      wrong += found;
      believed += unproven;
    }
    return wrong > 0 ? 1 : believed > 0 ? NOT_PROVEN : 0;
  } finally {
    await store.close();
  }
}

/** Milliseconds. */
const TOLD_EVERY = 5000;

/** What takes long says how far it is; what does not says nothing. */
function telling(code: string): (progress: Progress) => void {
  let begun = Date.now();
  let told = begun;
  let now: Progress['part'] = 'timelines';
  return ({ part, done, all }) => {
    if (part !== now) begun = Date.now();
    now = part;
    if (Date.now() - told < TOLD_EVERY || done === 0) return;
    told = Date.now();
    const perSecond = done / Math.max(0.001, (told - begun) / 1000);
    const left = Math.ceil(Math.max(0, all - done) / perSecond);
    const what = part === 'timelines' ? 'events in their timelines' : 'events in the line of all';
    console.error(`${code}: ${done} of ${all} ${what} (${Math.round(perSecond)}/s, ${left} s left)`);
  };
}
