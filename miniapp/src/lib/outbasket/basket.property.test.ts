// Whatever the network drops, doubles, delays and reorders, and however often the app is killed: the server ends with what the same
// commands, sent once and in order, would have made. The server here is the real rules, and keys as the real write path keeps them.
import { expect, test } from '@jest/globals';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { Ticket } from '@paidan/shared/model/ticket';
import { DISPATCHER, REQUESTER, TECH } from '@paidan/shared/testing/people';
import { REPAIR } from '@paidan/shared/testing/sample';
import { accept, arrive, assign, comment, complete, depart, log, report, type Said } from '@paidan/shared/testing/say';
import { type Act, act, answer, goOn, play, type Scene, TICKET } from '@paidan/shared/testing/story';
import { picture } from '@paidan/shared/testing/world';
import fc from 'fast-check';
import {
  type Basket,
  type Body,
  baseOf,
  done,
  EMPTY,
  type Entry,
  find,
  freeze,
  missingPictures,
  movedOn,
  put,
  retold,
  type Seen,
  sendable,
  uploaded,
} from './basket';
import { readBasket } from './read';

const ME = TECH.id;
const BEGINNING: readonly Act[] = [act(REQUESTER, report()), act(DISPATCHER, assign(TECH))];
const REMARK = act(DISPATCHER, comment('业主在家'), 0);

/** A technician's afternoon in the cellar. Photos stand as `local:…` until they are on the server. */
const AFTERNOON: readonly Said[] = [
  { type: 'ticket.comment', text: '阀门锈死了', photos: ['local:p1', 'local:p2'] as never },
  accept(),
  depart(),
  arrive(),
  log('换了阀门', 20),
  complete({ afterPhotos: ['local:p3', 'local:p4'] as never }),
];
const PHOTOS = ['p1', 'p2', 'p3', 'p4'];

type Request = { readonly key: string; readonly entry: Said['type'] | 'upload'; readonly body: Body };
type Reply = {
  readonly to: Request;
  readonly value: { readonly ok: boolean; readonly code?: string; readonly file?: string };
};

/** Refusals leave the key free; what was done answers its key for ever, to the same words only. */
class Server {
  scene: Scene = play(REPAIR, BEGINNING);
  private readonly keys = new Map<string, string>();
  /** What is in each file: two uploads of one picture are two files. */
  private readonly files = new Map<string, string>();

  receive({ key, entry, body }: Request): Reply['value'] {
    if (entry === 'upload') {
      const file = picture(this.files.size + 100);
      this.files.set(file, key);
      return { ok: true, file };
    }
    const words = canonical({ entry, ...body } as Json);
    const known = this.keys.get(key);
    if (known !== undefined) return known === words ? { ok: true } : { ok: false, code: 'key_reused' };
    const { ticketId: _, ...said } = body;
    const { decision, context } = answer(this.scene, act(TECH, { type: entry, ...said } as unknown as Said, 0));
    if (!decision.ok) return { ok: false, code: decision.refusal.code };
    this.scene = goOn(this.scene, decision.value, context.now, TECH);
    this.keys.set(key, words);
    return { ok: true };
  }

  remark(): void {
    this.scene = play(REPAIR, [REMARK], this.scene);
  }

  /** The ticket and what was said, with files by what is in them. */
  told(): string {
    const plain = this.scene.events
      .filter(({ by }) => by === ME)
      .map((event) => canonical(event as unknown as Json))
      .join('\n');
    const { ticket } = this.scene;
    const whole = `${plain}\n${canonical(ticket as unknown as Json)}`;
    return whole.replace(/f0*\d+/g, (id) => this.files.get(id) ?? id);
  }
}

class Phone {
  basket: Basket;
  readonly requests: Request[] = [];
  replies: Reply[] = [];

  constructor(
    private readonly server: Server,
    said: readonly Said[],
  ) {
    const photos = PHOTOS.map((key) => ({
      key,
      path: key,
      name: key,
      bytes: 1,
      by: ME,
      at: Date.now(),
      fileId: null,
      refused: null,
      mark: null,
      label: null,
    }));
    this.basket = said.reduce<Basket>((basket, one, index) => put(basket, this.entry(one, index)), {
      ...EMPTY,
      pictures: photos,
    });
  }

  private entry({ type, ...input }: Said, index: number): Entry {
    const body = { ticketId: TICKET, ...input } as unknown as Body;
    const seen = type === 'ticket.comment' || type === 'ticket.log' ? null : seenOf(this.server.scene.ticket);
    const rest = { at: 0, title: '水管漏水', frozen: null, conflict: null, without: false };
    return { key: `k${index}`, lane: TICKET, name: type, input: body, seen, by: ME, ...rest };
  }

  /** May be asked again at any time, before any answer. */
  send(): void {
    for (const entry of sendable(this.basket, ME)) {
      const missing = missingPictures(this.basket, entry);
      for (const { key } of missing) this.requests.push({ key, entry: 'upload', body: {} });
      if (missing.length > 0) continue;
      this.basket = freeze(this.basket, entry.key);
      const body = find(this.basket, entry.key)?.frozen;
      if (body) this.requests.push({ key: entry.key, entry: entry.name as Said['type'], body });
    }
  }

  hear({ to, value }: Reply): void {
    if (value.file !== undefined) {
      this.basket = uploaded(this.basket, to.key, value.file);
      return;
    }
    const entry = find(this.basket, to.key);
    // The answer to an earlier try: whoever tried again does not listen to it any more.
    if (!entry || entry.frozen !== to.body) return;
    const now = seenOf(this.server.scene.ticket);
    if (value.ok) this.basket = done(this.basket, to.key, now);
    else if (value.code === 'stale' && !movedOn(baseOf(this.basket, entry), now)) {
      this.basket = retold(this.basket, to.key, now);
    } else throw new Error(`${entry.name} was refused: ${value.code}`);
  }

  killed(): void {
    this.basket = readBasket(JSON.parse(JSON.stringify(this.basket)));
    this.replies = [];
  }
}

const seenOf = (ticket: Ticket | null): Seen => {
  if (ticket === null) throw new Error('there is no ticket');
  const { version, node, phase, assigneeId: assignee } = ticket;
  return { version, node, phase, assignee, nodeTitle: { zh: node, en: node }, assigneeName: '' };
};

const DOINGS = ['send', 'arrive', 'lose', 'double', 'hear', 'unheard', 'kill', 'remark'] as const;
/** Most of the time the network does carry something. */
const OFTEN = ['send', 'arrive', 'hear'] as const;
type Doing = { readonly what: (typeof DOINGS)[number]; readonly which: number };

function happen(phone: Phone, server: Server, { what, which }: Doing): void {
  const at = which % Math.max(1, phone.requests.length);
  const request = phone.requests[at];
  if (what === 'send') phone.send();
  if (what === 'kill') phone.killed();
  if (what === 'remark') server.remark();
  if (what === 'double' && request) phone.requests.push(request);
  if (what === 'arrive' && request) phone.replies.push({ to: request, value: server.receive(request) });
  if (what === 'arrive' || what === 'lose') phone.requests.splice(at, 1);
  if (what !== 'hear' && what !== 'unheard') return;
  const [reply] = phone.replies.splice(which % Math.max(1, phone.replies.length), 1);
  if (reply && what === 'hear') phone.hear(reply);
}

function settleDown(phone: Phone, server: Server): void {
  for (let turn = 0; turn < 200 && phone.basket.entries.length > 0; turn++) {
    phone.send();
    for (const request of phone.requests.splice(0)) phone.hear({ to: request, value: server.receive(request) });
  }
  expect(phone.basket.entries).toEqual([]);
}

test('drops, doubles, delays, reorders and kills end in the state of the same commands sent once', () => {
  const doing = fc.record({ what: fc.constantFrom(...DOINGS, ...OFTEN, ...OFTEN), which: fc.nat(50) });
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 200, size: 'max' }), (doings) => {
      const server = new Server();
      const phone = new Phone(server, AFTERNOON);
      for (const one of doings) happen(phone, server, one);
      const late = [...phone.requests];
      settleDown(phone, server);
      // What was on its way all the time comes in at last, and changes nothing.
      for (const request of late) if (request.entry !== 'upload') server.receive(request);

      const plain = new Server();
      settleDown(new Phone(plain, AFTERNOON), plain);
      for (const one of doings) if (one.what === 'remark') plain.remark();
      expect(server.told().split('\n').length).toBe(plain.told().split('\n').length);
      expect(withoutSeq(server.told())).toBe(withoutSeq(plain.told()));
      expect(phone.basket.pictures).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('control: without its key a doubled command would be done twice', () => {
  const server = new Server();
  const body = { ticketId: TICKET, text: '换了阀门', minutes: 20 };
  server.receive({ key: 'k0', entry: 'ticket.accept', body: { ticketId: TICKET } });
  server.receive({ key: 'k1', entry: 'ticket.log', body });
  server.receive({ key: 'k1', entry: 'ticket.log', body });
  expect(server.scene.ticket?.workMinutes).toBe(20);
  server.receive({ key: 'k2', entry: 'ticket.log', body });
  expect(server.scene.ticket?.workMinutes).toBe(40);
});

/** Where the dispatcher's remarks stand between ours is chance. */
const withoutSeq = (told: string): string => told.replace(/"(seq|at|updatedAt)":\d+,?/g, '');
