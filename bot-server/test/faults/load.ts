// People at work, a few at once: they report, upload, comment, offer and accept, each under a key of its own, and note every answer.
import type { FileId, TicketId } from '@paidan/shared/kernel/id';
import { photo } from '../support/pictures';
import type { Process } from '../support/processes';
import { type Organization, type Reply, report } from '../support/product';
import { type Entry, type Ledger, of } from './ledger';
import type { Random } from './random';

export type Site = {
  readonly mine: Organization;
  readonly tokens: ReadonlyMap<string, string>;
  readonly ledger: Ledger;
};

/** Everybody that the load speaks as. */
export const PEOPLE = ['resident1', 'dispatch', 'tech1', 'tech2'] as const;
/** Not now; no room. */
const LATER: readonly number[] = [503, 507];

let picture: Buffer | undefined;
let made = 0;

/** One act of one person; `acknowledged` after every good answer. */
export async function act(site: Site, server: Process, random: Random, acknowledged: () => void): Promise<void> {
  const { ledger } = site;
  const say = async (entry: Entry) => {
    ledger.entries.push(entry);
    await ask(site, server, entry);
    if (entry.state === 'done') acknowledged();
  };
  const fresh = (login: string) => ({ key: `f-${process.pid}-${++made}`, login, state: 'unknown' as const });
  const known = of(ledger.entries, 'create').filter(({ state }) => state === 'done');
  const chance = random.next();
  if (chance < 0.2) {
    picture ??= await photo(64, 48);
    // What hangs on at the end of a picture is cut off: enough to make it another upload.
    const bytes = Buffer.concat([picture, Buffer.from(`${process.pid} ${++made}`)]);
    return say({ ...fresh('resident1'), kind: 'upload', bytes });
  }
  if (chance < 0.35 && known.length > 0) {
    const ticketId = random.pick(known.slice(-20)).answer?.id as TicketId;
    return say({ ...fresh('resident1'), kind: 'comment', ticketId, text: `comment ${++made}` });
  }
  if (chance < 0.5 && known.length > 0) {
    const offered = new Set(of(ledger.entries, 'offer').map(({ ticketId }) => ticketId));
    const ticketId = known.map(({ answer }) => answer?.id as TicketId).find((id) => !offered.has(id));
    if (ticketId === undefined) return;
    const offer: Entry = { ...fresh('dispatch'), kind: 'offer', ticketId };
    await say(offer);
    if (offer.state !== 'done') return;
    await Promise.all(['tech1', 'tech2'].map((login) => say({ ...fresh(login), kind: 'accept', ticketId })));
    return;
  }
  const used = new Set(of(ledger.entries, 'create').flatMap(({ photos }) => photos));
  const free = of(ledger.entries, 'upload').find(({ answer }) => answer !== undefined && !used.has(answer.id));
  const photos = free?.answer === undefined ? [] : [free.answer.id];
  await say({ ...fresh('resident1'), kind: 'create', title: `fault ${process.pid} ${++made}`, photos });
}

/** Sends it, for the first time or once more, and notes what came back. */
export async function ask(site: Site, server: Process, entry: Entry): Promise<void> {
  const reply = await send(site, server, entry).catch(() => null);
  // Whether a commit in flight was carried out is not known to a server that lost its database, either.
  if (reply === null || LATER.includes(reply.status)) return;
  const { ledger } = site;
  if (reply.status === 200) {
    entry.state = 'done';
    const answer = answerOf(entry, reply);
    if (answer === null || !('answer' in entry || entry.kind === 'create' || entry.kind === 'upload')) return;
    const kept = entry as { answer?: unknown };
    if (kept.answer !== undefined && JSON.stringify(kept.answer) !== JSON.stringify(answer)) {
      ledger.wrong.push(`${entry.key}: ${JSON.stringify(answer)} after ${JSON.stringify(kept.answer)}`);
    }
    kept.answer = answer;
    return;
  }
  entry.state = 'refused';
  entry.code = reply.body?.error?.code;
  // Only of two who accept the same ticket one is refused.
  if (reply.status >= 500 || entry.kind !== 'accept') {
    ledger.wrong.push(`${entry.kind} ${entry.key}: ${reply.status} ${entry.code}`);
  }
}

function answerOf(entry: Entry, { body }: Reply): object | null {
  if (entry.kind === 'create') return { id: body.ticket.id as TicketId, no: body.ticket.no as number };
  return entry.kind === 'upload' ? { id: body.file.id as FileId } : null;
}

function send({ mine, tokens }: Site, server: Process, entry: Entry): Promise<Reply> {
  const { key, login } = entry;
  const by = { token: tokens.get(login) ?? '', key };
  switch (entry.kind) {
    case 'create': {
      const { title, photos } = entry;
      const values = report(mine, { title, ...(photos.length > 0 && { photos: [...photos] }) });
      return server.call('ticket.create', { templateId: mine.template('repair'), values }, by);
    }
    case 'comment':
      return server.call('ticket.comment', { ticketId: entry.ticketId, text: entry.text }, by);
    case 'offer':
      return server.call('ticket.offer', { ticketId: entry.ticketId }, by);
    case 'accept':
      return server.call('ticket.accept', { ticketId: entry.ticketId }, by);
    case 'upload':
      return upload(server, entry.bytes, by);
  }
}

async function upload(server: Process, bytes: Buffer, { token, key }: { token: string; key: string }): Promise<Reply> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'site.jpg');
  const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key };
  const answer = await fetch(`${server.url}/api/file.upload`, { method: 'POST', body: form, headers });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
