// Who reaches what: every endpoint of the contract, by everybody, about what is theirs, their organization's, and another's; and with
// another organization's id in every place where an id may stand. By the API, the event stream and file download.

import { createHash } from 'node:crypto';
import { ENDPOINTS, type EndpointName } from '@paidan/shared/contract/index';
import { ticket } from '../../src/store/tables/ticket';
import { bytesOf, isIn } from '../support/bytes';
import { credentialsIn } from '../support/credentials';
import { eachDatabase } from '../support/databases';
import { CANARY } from '../support/foreign';
import { maskOf, PHONES, type Planted, phonesIn, spellingsOf } from '../support/phones';
import { photo } from '../support/pictures';
import { ORG, outcome, TWIN, ticketIn } from '../support/product';
import { rowsOf } from '../support/rows';
import { startServer } from '../support/server';
import { askedByAll, askedWithForeign, shownTo, withoutRow } from './checks';
import { placesOf } from './places';
import { type Asker, makeWorld, PRIVATE, type World } from './world';

eachDatabase((_, open, database) => {
  let world: World;
  /** As the other organization stands when all have asked about their own. */
  let untouched: string | undefined;
  beforeAll(async () => {
    world = await makeWorld(await open());
  });
  afterAll(() => world?.product.stop());

  /** Everything that an organization has; sessions come and go. */
  const twinRows = async () => JSON.stringify(await rowsOf(world.product.twin.reader, []));

  test('every endpoint has its row, and one without is noticed', () => {
    expect(withoutRow(ENDPOINTS, world.good)).toEqual([]);
    expect(withoutRow([...ENDPOINTS, 'ticket.steal'], world.good)).toEqual(['ticket.steal']);
  });

  test('ids are looked for where they are: in lists, in labels, in forms, in one branch of several', () => {
    const of = (name: EndpointName) => placesOf(name).map(({ where }) => where);
    expect(of('ticket.assign')).toEqual(['.ticketId', '.memberId']);
    expect(of('ticket.offer')).toEqual(expect.arrayContaining(['.ticketId', '.memberIds[]']));
    expect(of('label.mark')).toEqual(['.refs[]s.', '.refs[]a.']);
    expect(of('ticket.create')).toEqual(expect.arrayContaining(['.templateId', '.values.photos', '.values.voice']));
    expect(of('guest.page')).toEqual(['.label.id']);
    expect(of('ticket.comment')).toEqual(expect.arrayContaining(['.photos[]', '.voice.file']));
    expect(of('member.change')).toEqual(expect.arrayContaining(['.id', '.change.departmentId', '.change.pictureId']));
  });

  test.each(ENDPOINTS)('%s: by everybody', async (name) => {
    expect(await askedByAll(world, name)).toEqual([]);
  });

  test.each(ENDPOINTS)('%s: with ids of another organization', async (name) => {
    untouched ??= await twinRows();
    const { found, tried } = await askedWithForeign(world, name);
    expect(found).toEqual([]);
    if (tried > 0) expect(tried).toBeGreaterThan(10);
    expect((await twinRows()) === untouched).toBe(true);
  });

  const header = ({ send }: Asker): Record<string, string> => ({
    ...(send.token !== undefined && { Authorization: `Bearer ${send.token}` }),
    ...(send.cookie !== undefined && { Cookie: send.cookie }),
  });

  test('files: whole and small, by everybody', async () => {
    const { product, own, foreign, askers } = world;
    const wrong: string[] = [];
    const files = [
      { what: 'a picture of the private ticket', id: own.photo, org: ORG, mayOpen: ({ knows }: Asker) => knows },
      {
        what: 'what nobody has taken yet',
        id: own.loose,
        org: ORG,
        mayOpen: ({ name }: Asker) => name === `resident1@${ORG}`,
      },
      {
        what: 'a picture of the other organization',
        id: foreign.ids.photo,
        org: TWIN,
        mayOpen: ({ name, grants, org }: Asker) =>
          org === TWIN && (name === `foreigner@${TWIN}` || grants.includes('ticket.readAll')),
      },
      {
        what: 'the other organization’s, not taken yet',
        id: foreign.ids.loose,
        org: TWIN,
        mayOpen: ({ name }: Asker) => name === `foreigner@${TWIN}`,
      },
    ];
    for (const { what, id, mayOpen } of files) {
      for (const asker of askers) {
        for (const size of ['', '?size=thumb', '?grant=AAAA']) {
          const reply = await fetch(`${product.url}/api/files/${id}${size}`, { headers: header(asker) });
          const expected = size.startsWith('?grant') ? 404 : asker.is === 'out' ? 401 : mayOpen(asker) ? 200 : 404;
          if (reply.status !== expected)
            wrong.push(`${what}${size} by ${asker.name}: ${reply.status}, not ${expected}`);
          await reply.arrayBuffer();
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the ticket that is named with an upload: what is not one’s own is stamped like what does not exist', async () => {
    const { product, own, foreign } = world;
    const bytes = await photo(640, 480);
    const stamped = async (login: string, ticketId: string) => {
      const by = { token: await product.tokenFor(login) };
      const reply = await product.upload(bytes, 'site.jpg', by, { ticketId });
      expect(outcome(reply)).toBe(200);
      expect(JSON.stringify(reply.body)).not.toContain(ticketId);
      const shown = await fetch(`${product.url}/api/files/${reply.body.file.id}`, {
        headers: { Authorization: `Bearer ${by.token}` },
      });
      return createHash('sha256')
        .update(Buffer.from(await shown.arrayBuffer()))
        .digest('hex');
    };
    const nobodys = '0'.repeat(20);
    for (const [login, ids] of [
      ['resident1', Object.values(foreign.ids).filter((id) => id !== '')],
      ['resident2', [own.ticket]],
    ] as const) {
      const none = await stamped(login, nobodys);
      for (const id of ids) expect([login, id, await stamped(login, id)]).toEqual([login, id, none]);
    }
    // Whose it is sees its number and place: a stamp that told them to others would be another picture.
    expect(await stamped('resident1', own.ticket)).not.toBe(await stamped('resident1', nobodys));
  });

  test('the event stream: to everybody their own, and to nobody anybody else’s', async () => {
    const { product, askers, own, foreign } = world;
    const heard = new Map<string, string>();
    const controllers: AbortController[] = [];
    const refused: string[] = [];
    for (const asker of askers) {
      const stop = new AbortController();
      controllers.push(stop);
      const reply = await fetch(`${product.url}/api/feed.stream`, { headers: header(asker), signal: stop.signal });
      const expected = asker.is === 'out' ? 401 : asker.is === 'guest' ? 403 : 200;
      if (reply.status !== expected) refused.push(`${asker.name}: ${reply.status}, not ${expected}`);
      if (reply.status !== 200) continue;
      heard.set(asker.name, '');
      void (async () => {
        const decoder = new TextDecoder();
        for await (const chunk of reply.body ?? []) {
          heard.set(asker.name, (heard.get(asker.name) ?? '') + decoder.decode(chunk as Uint8Array, { stream: true }));
        }
      })().catch(() => {});
    }
    expect(refused).toEqual([]);
    ticketIn(await product.as('dispatch')('ticket.comment', { ticketId: own.ticket as never, text: PRIVATE }));
    ticketIn(
      await product.as('foreigner', TWIN)('ticket.comment', { ticketId: foreign.ids.ticket as never, text: CANARY }),
    );
    await product.settled();
    const has = (name: string, id: string) => (heard.get(name) ?? '').includes(id);
    const knowing = askers.filter(({ is, knows }) => is === 'member' && knows).map(({ name }) => name);
    while (!knowing.every((name) => has(name, own.ticket)) || !has(`foreigner@${TWIN}`, foreign.ids.ticket)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // All hear of one look: who has heard nothing by now waits for nothing.
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const stop of controllers) stop.abort();
    const theirs = Object.values(foreign.ids).filter((id) => id !== '');
    const wrong = [...heard].flatMap(([name, text]) => {
      const asker = askers.find((one) => one.name === name);
      const isMine = asker?.org === ORG;
      const leaked = isMine ? theirs.filter((id) => text.includes(id)) : text.includes(own.ticket) ? [own.ticket] : [];
      const told = isMine && !asker.knows && text.includes(own.ticket);
      return [
        ...(leaked.length > 0 ? [`${name} hears of ${leaked.join()}`] : []),
        ...(told ? [`${name} hears of what is private`] : []),
        ...(text.includes(PRIVATE) || text.includes(CANARY) ? [`${name} hears words`] : []),
        ...(phonesIn(text).length > 0 ? [`${name} hears a number`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  });

  test('what is looked for is there: those whom it concerns read it', async () => {
    const { product, own, foreign } = world;
    const mine = await product.as('resident1')('ticket.timeline', { ticketId: own.ticket as never });
    expect(JSON.stringify(mine.body)).toContain(PRIVATE);
    const theirs = await product.as('admin', TWIN)('ticket.timeline', { ticketId: foreign.ids.ticket as never });
    expect(JSON.stringify(theirs.body)).toContain(CANARY);
  });

  test('the log repeats nothing of either', () => {
    expect(world.log().length).toBeGreaterThan(10_000);
    for (const mark of [PRIVATE, CANARY]) expect(world.log()).not.toContain(mark);
    expect(credentialsIn(world.log())).toEqual([]);
    expect(phonesIn(world.log())).toEqual([]);
  });

  test('numbers: each is there, masked, for whom it concerns; whole in none of the database’s files', async () => {
    const { product, own, foreign } = world;
    const of = async (org: typeof ORG | typeof TWIN, ticketId: string) =>
      JSON.stringify((await product.as('dispatch', org)('ticket.get', { ticketId: ticketId as never })).body);
    expect(await of(ORG, own.ticket)).toContain(maskOf('own'));
    expect(await of(TWIN, foreign.ids.ticket)).toContain(maskOf('foreign'));
    expect(JSON.stringify((await product.as('admin')('member.list', {})).body)).toContain(maskOf('person'));
    // What is in memory comes to the disk by and by.
    let files = await bytesOf(database.config());
    while (!isIn(files, PRIVATE) || !isIn(files, CANARY)) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      files = await bytesOf(database.config());
    }
    const found = (Object.keys(PHONES) as Planted[]).filter((name) =>
      spellingsOf(name).some((text) => isIn(files, text)),
    );
    expect(found).toEqual([]);
  });

  test('an answer that shows a number is found, whosever it is and however it is written', async () => {
    const { product } = world;
    for (const [phone, whose] of [
      ['13955557391', 'own'],
      [PHONES.foreign, 'foreign'],
    ] as const) {
      const careless = await startServer(product.store, {
        clock: product.clock,
        handlers: {
          ...product.product.handlers,
          'ticket.get': async (input, call) => {
            const done = await product.product.handlers['ticket.get'](input, call);
            if (!done.ok) return done;
            // Planted: the number as words, where nothing masks it.
            return { ...done, value: { ...done.value, ticket: { ...done.value.ticket, title: `漏水 ${phone}` } } };
          },
        },
      });
      try {
        const ask: World['ask'] = (name, input, send) => careless.call(name, input as never, send);
        const found = await askedByAll(world, 'ticket.get', ask);
        expect(found).toContain(`ticket.get by dispatch@${ORG}: shows the number of ${whose}`);
      } finally {
        await careless.stop();
      }
    }
    expect(shownTo('ticket.get', { org: ORG, is: 'member' }, maskOf('foreign'))).not.toBeNull();
    expect(shownTo('ticket.phone', { org: ORG, is: 'member' }, '{"phone":"+86 139-5555-7391"}')).toBeNull();
    expect(shownTo('ticket.phone', { org: ORG, is: 'out' }, '{"phone":"+86 139-5555-7391"}')).not.toBeNull();
    expect(shownTo('ticket.phone', { org: ORG, is: 'member' }, `{"phone":"${PHONES.foreign}"}`)).not.toBeNull();
  });

  test('an endpoint that forgets to ask is found, by its own and by others', async () => {
    const { product, own } = world;
    const { store } = product;
    const careless = await startServer(store, {
      clock: product.clock,
      handlers: {
        ...product.product.handlers,
        'ticket.get': async ({ ticketId }, call) => {
          // Planted: whoever asks, wherever the ticket is.
          const [row] = await store.system.read.find(ticket, { where: { id: ticketId }, limit: 1 });
          const tenantId = (row?.tenantId ?? call.scope.tenantId) as never;
          const actor = { kind: 'system' } as const;
          return product.product.handlers['ticket.get'](
            { ticketId },
            { ...call, scope: { ...call.scope, tenantId, actor } },
          );
        },
      },
    });
    try {
      const ask: World['ask'] = (name, input, send) => careless.call(name, input as never, send);
      const byAll = await askedByAll(world, 'ticket.get', ask);
      for (const name of [`resident2@${ORG}`, `admin@${TWIN}`, 'a guest', 'one with a link'])
        expect(byAll).toEqual(expect.arrayContaining([expect.stringContaining(`by ${name}: tells what is private`)]));
      const { found } = await askedWithForeign(world, 'ticket.get', ask);
      expect(found).toEqual(['ticket.get .ticketId: tells what is the other organization’s']);
      // And the careful one is not.
      expect(await askedByAll(world, 'ticket.get')).toEqual([]);
      expect(own.ticket).toMatch(/./);
    } finally {
      await careless.stop();
    }
  });

  test('both timelines still prove themselves', async () => expect(await world.product.findings()).toEqual([]));
});
