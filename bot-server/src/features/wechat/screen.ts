// Topic `screen`: words, pictures and voice notes that people sent in through WeChat are shown to the platform's content check. The rows are
// named after what they are about, so that a second turn changes nothing.
import { createHash } from 'node:crypto';
import {
  type FileId,
  type MemberId,
  makeId,
  type ScreeningId,
  type TenantId,
  type TicketId,
} from '@paidan/shared/kernel/id';
import type { Channel } from '@paidan/shared/kinds';
import type { Account, Trouble } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Seal } from '../../core/seal';
import type { WechatApi } from '../../core/wechat';
import { accountsOf, identitiesOf } from '../../lookups/accounts';
import type { Templates } from '../../lookups/templates';
import type { RowOf } from '../../store/columns';
import { event } from '../../store/tables/event';
import { screening } from '../../store/tables/screening';
import type { Reader, Store } from '../../store/unit';
import type { FileLinks } from './fileLink';
import { type Media, type Said, saidIn } from './said';

export type ScreenDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly api: Pick<WechatApi, 'checkText' | 'checkMedia'>;
  readonly links: Pick<FileLinks, 'sign'>;
  readonly templates: Templates;
  readonly publicUrl: string;
};
type Row = { readonly tenantId: TenantId; readonly streamId: string; readonly from: number; readonly seq: number };
type Verdict = Pick<RowOf<typeof screening>, 'verdict' | 'label' | 'traceId'>;
type Author = { readonly account: Account; readonly openid: string };

/** What a check takes at once, in characters. */
const MOST = 2500;
/** A forum's post is nearest to what the neighbours read. */
const SCENE = 3;
const PUBLIC: readonly Channel[] = ['miniapp', 'wechat'];
const SPOKEN: ReadonlySet<string> = new Set(['ticket.created', 'ticket.logged', 'ticket.commented']);

/** Rejects where the platform should be asked again later. */
export function makeScreen(deps: ScreenDeps): (row: Row) => Promise<void> {
  const { store, clock, api, links, publicUrl } = deps;

  async function look(reader: Reader, author: Author, said: Said, ticketId: TicketId, seq: number): Promise<void> {
    const done = await reader.find(screening, { where: { ticketId, seq }, columns: ['fileId'] });
    const known = new Set(done.map(({ fileId }) => fileId));
    const keep = (fileId: FileId | null, verdict: Verdict) =>
      store.unit(reader, (u) =>
        u.upsert(
          screening,
          { id: nameOf(ticketId, seq, fileId), ticketId, seq, fileId, ...verdict, at: clock.now() },
          [],
        ),
      );
    if (said.text !== '' && !known.has(null)) await keep(null, await words(author, said.text));
    for (const one of said.media) if (!known.has(one.id)) await keep(one.id, await medium(author, one));
  }

  async function words({ account, openid }: Author, text: string): Promise<Verdict> {
    const letters = [...text];
    const found: Verdict[] = [];
    for (let at = 0; at < letters.length; at += MOST) {
      const piece = letters.slice(at, at + MOST).join('');
      const answer = await api.checkText(account, { openid, text: piece, scene: SCENE });
      const { suggest, label } = answer.ok ? answer.value : { suggest: unknown(answer.trouble), label: null };
      found.push({ verdict: suggest, label, traceId: null });
    }
    const worst = GRAVITY.map((grave) => found.find(({ verdict }) => verdict === grave)).find(
      (one) => one !== undefined,
    );
    return worst ?? { verdict: 'unknown', label: null, traceId: null };
  }

  async function medium({ account, openid }: Author, { id: fileId, kind }: Media): Promise<Verdict> {
    const grant = links.sign(account.tenantId, fileId, clock.now());
    const url = `${publicUrl}/api/files/${fileId}?grant=${encodeURIComponent(grant)}`;
    const answer = await api.checkMedia(account, { openid, url, kind });
    return answer.ok
      ? { verdict: 'waiting', label: null, traceId: answer.value }
      : { verdict: unknown(answer.trouble), label: null, traceId: null };
  }

  return async ({ tenantId, streamId, from, seq }) => {
    const reader = store.read({ tenantId });
    const events = await reader.find(event, {
      where: { streamId, seq: { gte: from, lte: seq }, channel: { in: [...PUBLIC] } },
    });
    for (const one of events.filter(({ type }) => SPOKEN.has(type))) {
      const author = one.byId === null ? null : await authorOf(deps, reader, one.byId as MemberId);
      if (author === null) continue;
      await look(
        reader,
        author,
        await saidIn(reader, streamId as TicketId, one.data, deps.templates),
        streamId as TicketId,
        one.seq,
      );
    }
  };
}

/** Somebody who was not there in the last two hours (61010) cannot be asked about, nor can what the platform does not take. */
function unknown({ kind, code, message }: Trouble): 'unknown' {
  if (kind === 'later' || kind === 'account') throw new Error(`content check: ${code} ${message}`);
  return 'unknown';
}

/** The worst first. */
const GRAVITY: readonly Verdict['verdict'][] = ['risky', 'review', 'unknown', 'pass'];

/** Null: WeChat does not know this person, so its check cannot be asked. */
async function authorOf({ seal }: ScreenDeps, reader: Reader, memberId: MemberId): Promise<Author | null> {
  const [accounts, identities] = await Promise.all([
    accountsOf(reader, seal, 'wechat'),
    identitiesOf(reader, [memberId]),
  ]);
  for (const account of accounts) {
    const mine = identities.find(({ accountId }) => accountId === account.id);
    if (mine !== undefined) return { account, openid: mine.external };
  }
  return null;
}

/** Always the same for the same words or picture. */
function nameOf(ticketId: string, seq: number, fileId: string | null): ScreeningId {
  const hash = createHash('sha256')
    .update(JSON.stringify([ticketId, seq, fileId]))
    .digest();
  return makeId(hash.readUIntBE(0, 5), hash.subarray(5, 16)) as ScreeningId;
}
