// Work that was given up for good: a list of it, and the way back for it. Working state, so no event tells of it.
import type { TicketId } from '@paidan/shared/kernel/id';
import { type Buried, buriedWork, type Chosen, revive as reviveOne, SUBJECTS, type Subject } from '../jobs/buried';
import { openFrom } from '../opening';
import { tenant } from '../store/tables/tenant';
import { ticket } from '../store/tables/ticket';
import type { Store } from '../store/unit';
import type { Command } from './command';
import { flagsOf, optionsOf, UsageFault } from './options';

/** Of rows and of timers each; what is brought back makes room for the next. */
const PAGE = 1000;
const CHOICE = '[--org <code>] [--topic <topic or purpose>] [--id <id> …]';

export const buried: Command = {
  usage: CHOICE,
  summary:
    'Lists outbox rows and timers that were given up for good, the eldest first: organization, id, what for, ticket, since when, attempts, why',
  run: async (args, config) => {
    const asked = askedIn(args);
    const store = await openFrom(config);
    try {
      const { chosen, codeOf } = await choice(store, asked);
      const found = await buriedWork(store, chosen, PAGE);
      const numbers = await numbersOf(store, found);
      for (const one of found) {
        const { tenantId, id, kind, subject, streamId, since, attempts } = one;
        const no = numbers.get(streamId);
        const words = [codeOf(tenantId), id, `${kind} ${subject}`, no === undefined ? streamId : `#${no}`];
        const when = `since ${new Date(since).toISOString()}`;
        console.log([...words, when, `${attempts} attempts`, one.reason.replace(/\s+/g, ' ')].join('  '));
      }
      console.log(`${found.length} buried${found.length >= PAGE ? ', or more' : ''}`);
      return 0;
    } finally {
      await store.close();
    }
  },
};

export const revive: Command = {
  usage: `--all | ${CHOICE}`,
  summary: 'Has what buried lists done after all, while servers run: all of it, or what fits everything that is said',
  run: async (args, config) => {
    const { flags, rest } = flagsOf(args, ['all']);
    const asked = askedIn(rest);
    const isChosen = asked.org !== undefined || asked.subject !== undefined || asked.ids !== undefined;
    if (isChosen === flags.has('all')) throw new UsageFault('say either --all, or which: --org, --topic, --id');
    const store = await openFrom(config);
    try {
      const { chosen } = await choice(store, asked);
      const seen = new Set<string>();
      let brought = 0;
      for (let page: readonly Buried[] = []; ; ) {
        page = await buriedWork(store, chosen, PAGE);
        // What a server buries meanwhile is another day's work.
        const next = page.filter(({ id }) => !seen.has(id));
        if (next.length === 0) break;
        for (const one of next) {
          seen.add(one.id);
          if (await reviveOne(store, one)) brought += 1;
        }
      }
      for (const id of chosen.ids ?? []) if (!seen.has(id)) console.error(`${id} is not buried`);
      console.log(`${brought} brought back`);
      return 0;
    } finally {
      await store.close();
    }
  },
};

type Asked = {
  readonly org: string | undefined;
  readonly subject: Subject | undefined;
  readonly ids: readonly string[] | undefined;
};

function askedIn(args: readonly string[]): Asked {
  const { org, topic, id: ids } = optionsOf(args, [], ['org', 'topic'], ['id']);
  const subject = SUBJECTS.find((one) => one === topic);
  if (topic !== undefined && subject === undefined)
    throw new UsageFault(`there is no topic ${topic}, only: ${SUBJECTS.join(', ')}`);
  return { org, subject, ids: ids.length === 0 ? undefined : ids };
}

async function choice(
  store: Store,
  { org, ...rest }: Asked,
): Promise<{ readonly chosen: Chosen; readonly codeOf: (tenantId: string) => string }> {
  const tenants = await store.system.read.find(tenant, { where: {}, columns: ['id', 'code'] });
  const found = tenants.find(({ code }) => code === org);
  if (org !== undefined && found === undefined) throw new UsageFault(`there is no organization ${org}`);
  return {
    chosen: { ...rest, tenantId: found?.id },
    codeOf: (tenantId) => tenants.find(({ id }) => id === tenantId)?.code ?? tenantId,
  };
}

/** Of the tickets among them. */
async function numbersOf(store: Store, found: readonly Buried[]): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>();
  for (const tenantId of new Set(found.map((one) => one.tenantId))) {
    const ids = new Set(found.filter((one) => one.tenantId === tenantId).map(({ streamId }) => streamId as TicketId));
    const where = { id: { in: [...ids] } };
    for (const { id, no } of await store.read({ tenantId }).find(ticket, { where, columns: ['id', 'no'] }))
      numbers.set(id, no);
  }
  return numbers;
}
