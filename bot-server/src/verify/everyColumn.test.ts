// One row of each table, one column after the other, changed behind the product's back: each is found, save those that are named here
// with the reason why no timeline can speak of them. A table or a column that is new is found, or is named.
import type { TicketId } from '@paidan/shared/kernel/id';
import { type Connected, startConnected } from '../../test/support/connections';
import { eachDatabase } from '../../test/support/databases';
import { outcome, report, ticketIn } from '../../test/support/product';
import { TEST_KEY } from '../../test/support/server';
import type { Column, TenantTable } from '../store/columns';
import { TABLES } from '../store/tables/index';
import type { Unit } from '../store/unit';
import { makeVault } from '../store/vault';
import { verifyTenant } from './verify';

type Row = { readonly [column: string]: unknown };

/** Working state, and what is kept beside the timeline; none of it says what happened to a ticket or a record. */
const UNTOLD: Readonly<Record<string, string>> = {
  command_key: 'answers for repeats, swept after a week',
  outbox: 'work under way, swept',
  ticket_gram: 'an index, written after the commit',
  session: 'sign-ins',
  account_health: 'how a platform answers',
  account_token: 'tokens of platforms',
  delivery: 'messages under way',
  card: 'cards in people’s hands',
  meter: 'counts of calls',
  consent: 'what people let a platform send',
  screening: 'checks by a platform',
  label_print: 'sheets that were printed',
  same: 'who else has met it: kept beside the timeline, which says it in words',
  recent: 'counts for limits',
  sealed_event: 'none where numbers were sealed from the first; every column of it is tried in `src/sealing`',
};
const UNTOLD_COLUMNS: Readonly<Record<string, string>> = {
  'timer.leaseUntil': 'who works on it just now',
  'timer.fence': 'who works on it just now',
  'timer.state': 'whether anybody still works on it: there while the ticket expects it',
  'timer.attempts': 'how often it was tried',
  'track.link': 'hash of a link that nobody keeps',
  'track.words': 'hash of words, for a day',
  'track.revokedAt': 'its owner’s own choice, of which no event tells',
  'guest.name': 'made of their device, of which nobody else knows; that it is none where they were erased is checked',
  'guest.device': 'keyed hash of what the device alone keeps',
  'guest.seenAt': 'working state: whose rows are idle',
  'held.title': 'beside the timeline, so that spam can be erased',
  'held.values': 'beside the timeline, so that spam can be erased',
  'number_block.size': 'of the newest one: how many it still has to give',
  'number_block.takenBy': 'the process’s own name',
  'number_block.takenAt': 'when it took them',
  'account.secrets': 'never in an event; sealed with a key that the database does not have',
  'file.kind': 'of the upload, which comes before any event',
  'file.name': 'of the upload, which comes before any event',
  'file.mime': 'of the upload, which comes before any event',
  'file.bytes': 'of the upload, which comes before any event',
  'file.width': 'of the upload, which comes before any event',
  'file.height': 'of the upload, which comes before any event',
  'file.sha256': 'of the upload, which comes before any event',
  'file.createdBy': 'of the upload, which comes before any event',
  'file.createdAt': 'of the upload, which comes before any event',
};
const ERASED = '13911110010';
const TOLD = TABLES.filter(({ scoped, name }) => scoped && UNTOLD[name] === undefined) as readonly TenantTable[];

eachDatabase((_, open) => {
  let product: Connected;
  let ticketId: TicketId;
  beforeAll(async () => {
    product = await startConnected(await open());
    const { mine, as } = product;
    const made = {
      templateId: mine.template('repair'),
      values: report(mine, { photos: [await product.picture('resident1')] }),
    };
    ticketId = ticketIn(await as('resident1')('ticket.create', made)).id;
    ticketIn(await as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
    ticketIn(await as('front')('ticket.create', { ...made, values: report(mine, { phone: ERASED }) }));
    expect(outcome(await as('admin')('reporter.erase', { phone: ERASED, reason: '本人申请' }))).toBe(200);
    const values = { muted: ['urged' as const] };
    expect(outcome(await as('tech1')('preference.change', { of: 'me', values }))).toBe(200);
    expect(outcome(await as('dispatch')('ticket.export', { format: 'csv' }))).toBe(200);
    const asked = { ticketId, field: 'phone', reason: '联系报修人' };
    expect(outcome(await as('dispatch')('ticket.phone', asked))).toBe(200);
    await product.bound(await product.connect(), mine.member('tech1'), 'wang');
    await product.settled();
  });
  afterAll(() => product?.stop());

  const scope = () => ({ tenantId: product.mine.tenantId });
  const findings = async () => (await verifyTenant(keyed(), product.mine.tenantId)).findings;
  const keyed = () => ({ ...product.store, vault: makeVault(TEST_KEY) });

  /** The one that has most to say of the ticket, where the table is about tickets. */
  async function sampleOf(table: TenantTable): Promise<Row> {
    const rows = (await product.mine.reader.find(table, { where: {} } as never)) as readonly Row[];
    const bound = rows.filter((row) => table.name !== 'file' || row.state === 'bound');
    const found = bound.find((row) => [row.id, row.ticketId, row.streamId].includes(ticketId)) ?? bound[0];
    if (found === undefined) throw new Error(`there is no row of ${table.name}`);
    return found;
  }

  test('untouched, it verifies', async () => {
    expect(await findings()).toEqual([]);
  });

  test.each(TOLD.map((table) => [table.name, table] as const))('%s', async (name, table) => {
    const row = await sampleOf(table);
    const unseen: string[] = [];
    for (const [column, kind] of Object.entries(table.columns)) {
      const other = await changed(table, row, column, kind);
      // What it refers to, or what refers to it, holds it: the database itself refuses.
      if (other === null) continue;
      const found = await findings().finally(() => swap(table, other, row));
      if (found.length === 0) unseen.push(`${name}.${column}`);
    }
    expect(unseen).toEqual(
      Object.keys(table.columns)
        .map((column) => `${name}.${column}`)
        .filter((one) => one in UNTOLD_COLUMNS),
    );
    if (!(await allowed((u) => u.remove(table, keyOf(table, row))))) return;
    const gone = await findings().finally(() => product.store.unit(scope(), (u) => u.insert(table, [row as never])));
    expect(gone).not.toEqual([]);
    expect(await findings()).toEqual([]);
  });

  /** The row as it is then; null: no other value may stand there. */
  async function changed(table: TenantTable, row: Row, column: string, kind: Column): Promise<Row | null> {
    const others = ((await product.mine.reader.find(table, { where: {} } as never)) as readonly Row[]).map(
      (one) => one[column],
    );
    for (const value of [otherThan(row[column], kind), ...(kind.nullable ? [null] : []), ...others]) {
      if (value === row[column]) continue;
      const other = { ...row, [column]: value };
      if (await allowed((u) => write(u, table, row, other))) return other;
    }
    return null;
  }

  const write = async (u: Unit, table: TenantTable, from: Row, to: Row) => {
    const moved = table.key.some((part) => part !== 'tenantId' && from[part] !== to[part]);
    const patch = Object.fromEntries(Object.entries(to).filter(([column]) => !table.key.includes(column)));
    if (!moved) return void (await u.change(table, keyOf(table, from), patch as never));
    expect(await u.remove(table, keyOf(table, from))).toBe(1);
    await u.insert(table, [to as never]);
  };

  async function allowed(work: (u: Unit) => Promise<unknown>): Promise<boolean> {
    try {
      await product.store.unit(scope(), work);
      return true;
    } catch (error) {
      if (/FOREIGNKEY|REFERENCED|UNIQUE|DUP_ENTRY|PRIMARYKEY/.test(String(error))) return false;
      throw error;
    }
  }

  const keyOf = (table: TenantTable, row: Row) =>
    Object.fromEntries(table.key.filter((part) => part !== 'tenantId').map((part) => [part, row[part]])) as never;
  const swap = (table: TenantTable, from: Row, to: Row) =>
    product.store.unit(scope(), (u) => write(u, table, from, to));
});

/** Something else that fits into the column. */
function otherThan(value: unknown, { kind, size }: Column): unknown {
  if (typeof value === 'string')
    return `${value === '' || size === value.length ? '' : value}x`.slice(0, size || undefined);
  if (typeof value === 'number') return value + 100_000;
  if (typeof value === 'boolean') return !value;
  if (value === null) return kind === 'text' || kind === 'prose' ? 'x' : kind === 'json' ? ['x'] : 1;
  return Array.isArray(value) ? [...value, 'x'] : { ...(value as object), x: 1 };
}
