// Doubles are found whatever page is asked about, and without reading all that is under way in between.
import { makeId, type SiteId, type TicketId } from '@paidan/shared/kernel/id';
import { DAY } from '@paidan/shared/kernel/time';
import { PHASES } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import { twinsOf } from '@paidan/shared/rules/ticket/similar';
import { eachDatabase } from '../../../test/support/databases';
import type { NewRow } from '../../store/columns';
import { A, aTicket, NOW } from '../../store/samples';
import { ticket } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';
import { findTwins } from './twins';

const TICKETS = 900;
const DAYS = 90;
const SITES = 60;

/** Made evenly over the time, at places and in phases that repeat at different paces. */
const ROWS = Array.from({ length: TICKETS }, (_, at): NewRow<typeof ticket> => {
  const createdAt = NOW + Math.floor((at * DAYS * DAY) / TICKETS);
  return aTicket(makeId(createdAt, [at >> 5, at & 31]), at + 1, {
    createdAt,
    siteId: at % 11 === 0 ? null : (`site${(at * 7) % SITES}` as SiteId),
    assetId: at % 5 === 0 ? (`asset${at % 35}` as NonNullable<Ticket['assetId']>) : null,
    phase: PHASES[(at * 3 + Math.floor(at / 17)) % PHASES.length] ?? 'open',
  });
});

eachDatabase((_name, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.unit(A, (u) => u.insert(ticket, ROWS));
  });

  /** What is found of a page, and along which indexes. */
  async function asked(page: readonly Ticket[]) {
    const along: string[] = [];
    const reader = store.read(A);
    const watched: Reader = {
      ...reader,
      find: ((table, query) => {
        along.push(String(query.along));
        return reader.find(table, query);
      }) as Reader['find'],
    };
    const found = await findTwins(watched, page);
    return { along, found: [...found].map(([id, twin]) => [id, twin.id]) };
  }
  const wanted = (page: readonly Ticket[]) =>
    [...twinsOf(page, ROWS as readonly Ticket[])].map(([id, twin]): [TicketId, TicketId] => [id, twin.id]);
  const all = ROWS as readonly Ticket[];

  test.each([
    ['the newest', all.slice(-50)],
    ['a week and less', all.slice(300, 360)],
    ['old and new ones', [...all.slice(100, 125), ...all.slice(-25)]],
    ['one of each month', all.filter((_, at) => at % 300 === 1)],
    ['now and then all along', all.filter((_, at) => at % 13 === 2)],
  ])('%s: the same as by going through all', async (_what, page) => {
    const { found } = await asked(page);
    expect(found).toEqual(wanted(page));
    if (page.length > 3) expect(found.length).toBeGreaterThan(0);
  });

  test('what is under way everywhere is gone through for days, never for the time between an old ticket and a new one', async () => {
    const byPhase = 'tenantId,phase,id';
    const near = await asked(all.slice(-50));
    expect(near.along).toContain(byPhase);
    expect(near.along).not.toContain('tenantId,siteId,id');
    const far = await asked([...all.slice(100, 125), ...all.slice(-25)]);
    expect(far.along).not.toContain(byPhase);
    expect(far.along).toContain('tenantId,siteId,id');
  });
});
