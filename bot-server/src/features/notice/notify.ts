// Topic `notify`: who hears of a decision, through which connection, from when on? One delivery row per receiver.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import type { AccountKind, Via } from '@paidan/shared/kinds';
import type { Hearing } from '@paidan/shared/rules/notify/route';
import { rolesNamed, route } from '@paidan/shared/rules/notify/route';
import { timing } from '@paidan/shared/rules/notify/timing';
import { wayOf } from '@paidan/shared/rules/notify/way';
import { newId } from '../../core/ids';
import { identitiesOf } from '../../lookups/accounts';
import { offsetOf } from '../../lookups/organization';
import { peopleOf } from '../../lookups/people';
import { preferencesOf } from '../../lookups/preferences';
import { eventsOf, loadTicket } from '../../lookups/tickets';
import type { NewRow } from '../../store/columns';
import { account } from '../../store/tables/account';
import { card } from '../../store/tables/card';
import { delivery } from '../../store/tables/delivery';
import type { Reader, Unit } from '../../store/unit';
import type { Decided, NoticeDeps } from './deps';
import { FRESH } from './finish';

/** Idempotent: a row that is there already is left as it is. */
export const makeNotify = (deps: NoticeDeps) =>
  Object.assign((decided: Decided) => notify(deps, decided), {
    /** Where there is no connection, nobody hears of any of them. */
    many: async <Row extends Decided>(u: Unit, rows: readonly Row[]): Promise<readonly Row[]> =>
      (await accountsOf(u)).length === 0 ? rows : [],
  });

const accountsOf = (reader: Reader) => reader.find(account, { where: { state: 'active' }, columns: ['id', 'kind'] });

async function notify(deps: NoticeDeps, decided: Decided): Promise<void> {
  const { store, clock, templates } = deps;
  const { tenantId, streamId, from, seq } = decided;
  const reader = store.read({ tenantId });
  const accounts = await accountsOf(reader);
  if (accounts.length === 0) return;
  const ticketId = streamId as TicketId;
  const loaded = await loadTicket(reader, templates, ticketId);
  if (loaded === null) return;
  const events = await eventsOf(reader, ticketId, from, seq);
  const { ticket, template } = loaded;
  const holders = await holdersOf(reader, rolesNamed(events, ticket, template.flow));
  const hearings = route(events, ticket, holders, template.flow);
  if (hearings.length === 0) return keepOn(deps, accounts, decided, []);
  const members = [...new Set(hearings.flatMap(({ to }) => (to.kind === 'member' ? [to.id] : [])))];
  const [identities, preference, offset] = await Promise.all([
    identitiesOf(reader, members),
    preferencesOf(reader, members),
    offsetOf(store, tenantId),
  ]);
  const wanted = receiversOf(accounts, hearings, identities, (id) => preference(id).via);
  const now = clock.now();
  const rows = wanted.flatMap(({ hearing, accountId, memberId, recipient }): NewRow<typeof delivery>[] => {
    const { kind, urgent } = hearing;
    const own = preference(memberId);
    if (memberId === null && !own.groups.includes(kind)) return [];
    const when = timing(kind, urgent, own, now, offset);
    if (when.send === 'never') return [];
    const row = {
      id: newId(now),
      streamId: ticketId,
      seq: hearing.seq,
      kind,
      accountId,
      memberId,
      recipient,
      urgent,
    };
    return [{ ...row, availableAt: when.at, createdAt: now, ...FRESH } as NewRow<typeof delivery>];
  });
  await keepOn(deps, accounts, decided, rows);
}

/** What is to be sent, and what is to be done with the platforms beyond that: only where there is anything. */
async function keepOn(
  { store, clock, poke, enqueue }: NoticeDeps,
  accounts: readonly { readonly kind: AccountKind }[],
  decided: Decided,
  rows: readonly NewRow<typeof delivery>[],
): Promise<void> {
  const { tenantId } = decided;
  const ticketId = decided.streamId as TicketId;
  await store.unit({ tenantId }, async (u) => {
    const fresh = rows.length === 0 ? [] : await newOnes(u, ticketId, rows);
    if (fresh.length > 0) await u.insert(delivery, fresh);
    const [held] = await u.find(card, { where: { ticketId, state: 'live' }, columns: ['id'], limit: 1 });
    const topics = [
      ...(held === undefined ? [] : (['card'] as const)),
      ...(accounts.some(({ kind }) => kind === 'wechat') ? (['screen'] as const) : []),
    ];
    if (topics.length > 0) await enqueue(u, topics, decided, clock.now());
    u.onCommit(() => poke(tenantId));
  });
}

const keyOf = ({ seq, accountId, recipient }: Pick<NewRow<typeof delivery>, 'seq' | 'accountId' | 'recipient'>) =>
  `${seq} ${accountId} ${recipient}`;

async function newOnes(
  u: Unit,
  streamId: TicketId,
  rows: readonly NewRow<typeof delivery>[],
): Promise<readonly NewRow<typeof delivery>[]> {
  const numbers = [...new Set(rows.map(({ seq }) => seq))];
  const there = await u.find(delivery, {
    where: { streamId, seq: { in: numbers } },
    columns: ['seq', 'accountId', 'recipient'],
  });
  const known = new Set(there.map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row)));
}

async function holdersOf(reader: Reader, roles: readonly string[]): Promise<(role: string) => readonly MemberId[]> {
  if (roles.length === 0) return () => [];
  const people = await peopleOf(reader);
  return (role) => people.filter((person) => person.roles.includes(role)).map(({ id }) => id);
}

type Receiver = {
  readonly hearing: Hearing;
  readonly accountId: NewRow<typeof delivery>['accountId'];
  readonly memberId: MemberId | null;
  readonly recipient: string;
};

export const GROUP = 'group';

/** A person hears through one connection: where there are several, the preferred one. */
function receiversOf(
  accounts: readonly { readonly id: Receiver['accountId']; readonly kind: AccountKind }[],
  hearings: readonly Hearing[],
  identities: Awaited<ReturnType<typeof identitiesOf>>,
  via: (id: MemberId) => Via,
): readonly Receiver[] {
  return hearings.flatMap((hearing): Receiver[] => {
    const { to } = hearing;
    if (to.kind === 'group') {
      const groups = accounts.filter(({ kind }) => kind === 'wecomGroup');
      return groups.map(({ id }) => ({ hearing, accountId: id, memberId: null, recipient: GROUP }));
    }
    const reaching = identities.flatMap(({ memberId, accountId, external: recipient }) => {
      const kind = memberId === to.id ? accounts.find(({ id }) => id === accountId)?.kind : undefined;
      return kind === undefined ? [] : [{ kind, accountId, recipient }];
    });
    const way = wayOf(
      via(to.id),
      reaching.map(({ kind }) => kind),
    );
    const found = reaching.find(({ kind }) => kind === way);
    if (found === undefined) return [];
    const { accountId, recipient } = found;
    return [{ hearing, accountId, memberId: to.id, recipient }];
  });
}
