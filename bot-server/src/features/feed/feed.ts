// The organization's numbered line of events, as far as this person may see it: by cursor, or pushed as it grows.
import type { Id, TenantId, TicketId } from '@paidan/shared/kernel/id';
import { type Instant, SECOND } from '@paidan/shared/kernel/time';
import type { Grant } from '@paidan/shared/kinds';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { hasGrant, isGuest } from '@paidan/shared/rules/ticket/context';
import type { Feed } from '../../core/feed';
import type { Scope } from '../../core/scope';
import type { RowOf } from '../../store/columns';
import { event } from '../../store/tables/event';
import { feedHead } from '../../store/tables/feedHead';
import { ticket } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';

const PAGE = 200;
/** How often other processes' work is looked for; one's own is told of at once. */
const LOOK_EVERY = 400;
/**
 * Whoever begins is reading what they show at the same time, and the two questions do not travel equally fast: what changed between the
 * two answers is told once more. Milliseconds, and lines at most.
 */
const LATELY = 10 * SECOND;
const MOST_LATELY = 50;

type EventRow = Pick<RowOf<typeof event>, 'streamId' | 'seq' | 'kind' | 'type' | 'at' | 'feedNo'>;
type Subscriber = {
  readonly scope: Scope;
  cursor: number;
  busy: boolean;
  again: boolean;
  gone: boolean;
  readonly push: Push;
};
type Push = Parameters<Feed['subscribe']>[2];
type FeedPage = Awaited<ReturnType<Feed['poll']>>;

export type LiveFeed = Feed & {
  /** The sealer has numbered something of this organization. */
  readonly told: (tenantId: TenantId) => void;
  readonly stop: () => void;
};

/** `most`: rows of the line that are looked at at once. */
export function makeFeed(
  store: Store,
  onError: (error: unknown) => void,
  { most = PAGE, now = Date.now }: { readonly most?: number; readonly now?: () => Instant } = {},
): LiveFeed {
  const subscribers = new Map<TenantId, Set<Subscriber>>();

  const poll: Feed['poll'] = async (scope, { cursor, limit = most }) => {
    const reader = store.read(scope);
    if (cursor !== undefined) return pageAfter(reader, scope, cursor, limit);
    const end = await endOf(reader);
    const begin = Math.max(0, end - Math.min(limit, MOST_LATELY));
    return pageAfter(reader, scope, begin, end - begin, now() - LATELY);
  };

  async function serve(one: Subscriber): Promise<void> {
    one.again = true;
    if (one.busy) return;
    one.busy = true;
    try {
      while (one.again && !one.gone) {
        one.again = false;
        const page = await pageAfter(store.read(one.scope), one.scope, one.cursor, most);
        if (one.gone) return;
        if (page.cursor > one.cursor) {
          one.cursor = page.cursor;
          await one.push(page.items, page.cursor);
        }
        if (page.more) one.again = true;
      }
    } catch (error) {
      onError(error);
    } finally {
      one.busy = false;
    }
  }

  const told = (tenantId: TenantId) => {
    for (const one of subscribers.get(tenantId) ?? []) void serve(one);
  };

  const looking = setInterval(() => {
    for (const tenantId of subscribers.keys()) void look(tenantId);
  }, LOOK_EVERY);
  looking.unref();

  /** One cheap look at the line's end per organization serves all of its subscribers. */
  async function look(tenantId: TenantId): Promise<void> {
    const set = subscribers.get(tenantId);
    const [first] = set ?? [];
    if (set === undefined || first === undefined) return;
    try {
      const end = await endOf(store.read(first.scope));
      for (const one of set) if (one.cursor < end) void serve(one);
    } catch (error) {
      onError(error);
    }
  }

  return {
    poll,
    told,
    subscribe: (scope, cursor, push) => {
      const one: Subscriber = { scope, cursor, push, busy: false, again: false, gone: false };
      const set = subscribers.get(scope.tenantId) ?? new Set();
      set.add(one);
      subscribers.set(scope.tenantId, set);
      void serve(one);
      return () => {
        one.gone = true;
        set.delete(one);
        if (set.size === 0 && subscribers.get(scope.tenantId) === set) subscribers.delete(scope.tenantId);
      };
    },
    stop: () => clearInterval(looking),
  };
}

async function endOf(reader: Reader): Promise<number> {
  return (await reader.one(feedHead, {}))?.no ?? 0;
}

async function pageAfter(
  reader: Reader,
  scope: Scope,
  cursor: number,
  limit: number,
  since: Instant = 0,
): Promise<FeedPage> {
  const rows: EventRow[] = await reader.find(event, {
    where: { feedNo: { gt: cursor } },
    order: [['feedNo', 'asc']],
    columns: ['streamId', 'seq', 'kind', 'type', 'at', 'feedNo'],
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const end = page.at(-1)?.feedNo ?? cursor;
  const shown = await visibleOnes(
    reader,
    scope,
    page.filter(({ at }) => at >= since),
  );
  const items = shown.map((row) => ({
    no: row.feedNo ?? 0,
    kind: row.kind,
    id: row.streamId as Id<'record'>,
    seq: row.seq,
    type: row.type,
    at: row.at,
  }));
  return { items, cursor: end, more: rows.length > limit };
}

/** What each kind of record takes to be read; the rest is for everybody in the organization. */
const READS: Readonly<Partial<Record<EventRow['kind'], Grant>>> = {
  member: 'member.read',
  department: 'member.read',
  role: 'member.read',
  held: 'ticket.dispatch',
  guestRules: 'template.manage',
  export: 'member.manage',
  disclosure: 'member.read',
  erasure: 'member.manage',
};

/** Tickets by the ticket's own rule, records by the grant that reading them takes. */
async function visibleOnes(reader: Reader, scope: Scope, rows: readonly EventRow[]): Promise<readonly EventRow[]> {
  const ids = [...new Set(rows.filter((row) => row.kind === 'ticket').map((row) => row.streamId as TicketId))];
  const tickets =
    ids.length === 0
      ? []
      : await reader.find(ticket, { where: { id: { in: ids } }, columns: ['id', 'people', 'pools'] });
  const seen = new Set<string>(tickets.filter((row) => canSee(scope.actor, row)).map((row) => row.id));
  return rows.filter((row) => {
    if (row.kind === 'ticket') return seen.has(row.streamId);
    if (isGuest(scope.actor)) return false;
    const grant = READS[row.kind];
    return grant === undefined || hasGrant(scope.actor, grant);
  });
}
