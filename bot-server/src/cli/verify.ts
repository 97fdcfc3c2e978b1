// Checks that the timeline still proves itself; the exit code says whether it does.
import type { Config } from '@paidan/config/load';
import { openFrom } from '../boot';
import { tenant } from '../store/tables/tenant';
import { type Anchor, readAnchors } from '../verify/anchor';
import { verifyTenant } from '../verify/verify';
import type { Command } from './command';
import { fromHere, optionsOf, UsageFault } from './options';

const MOST_SHOWN = 50;

export const verify: Command = {
  usage: '[--org <code>] [--anchors <file>]',
  summary:
    'Recomputes every hash chain, and holds every row against its events; exit code 1 when something does not agree',
  run: async (args, config) => {
    const { org, anchors: file } = optionsOf(args, [], ['org', 'anchors']);
    if (file === undefined) return verifyAll(config, { org });
    const { list, damaged } = await readAnchors(fromHere(file)).catch(() => {
      throw new UsageFault(`${file} cannot be read`);
    });
    if (damaged !== null) console.log(`${file}: ${damaged}`);
    const code = await verifyAll(config, { org, anchors: list });
    return damaged === null ? code : 1;
  },
};

/** Of every organization, or of the one that is named; prints what it finds, and gives the exit code. */
export async function verifyAll(
  config: Config,
  { org, anchors = [] }: { readonly org?: string | undefined; readonly anchors?: readonly Anchor[] } = {},
): Promise<number> {
  const store = await openFrom(config);
  try {
    const tenants = await store.system.read.find(tenant, { where: org === undefined ? {} : { code: org } });
    if (org !== undefined && tenants.length === 0) throw new UsageFault(`there is no organization ${org}`);
    let wrong = 0;
    for (const { id, code } of tenants) {
      const { streams, events, findings } = await verifyTenant(store, id, anchors);
      console.log(`${code}: ${events} events in ${streams} timelines, ${findings.length} findings`);
      for (const { streamId, seq, what } of findings.slice(0, MOST_SHOWN)) {
        console.log(`  ${streamId ?? '-'} ${seq ?? '-'} ${what}`);
      }
      wrong += findings.length;
    }
    return wrong === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}
