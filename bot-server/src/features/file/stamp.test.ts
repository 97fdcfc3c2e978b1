// The watermark that the server draws: its words are the server's own, its hour is no wish, and it is on the picture.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { civilMinute, DAY, HOUR, MINUTE } from '@paidan/shared/kernel/time';
import sharp from 'sharp';
import { eachDatabase } from '../../../test/support/databases';
import { photo, png } from '../../../test/support/pictures';
import { startServer, type TestServer, TWIN } from '../../../test/support/server';
import { makeFindFace } from '../../adapters/pdf/font';
import { makeLettering } from '../../adapters/pdf/lettering';
import { type Scope, systemScope, tenantOf } from '../../core/scope';
import type { Store } from '../../store/unit';
import { inDigits } from './digits';
import { makeDrawStamp, stampLines } from './stamp';

const lettering = makeLettering(makeFindFace(undefined));
const nowhere = makeLettering(makeFindFace('/nowhere/at-all.ttc'));

eachDatabase((_, open) => {
  let store: Store;
  let server: TestServer;
  let token: string;
  let scope: Scope;
  let foreign: Scope;
  let ticketId: TicketId;
  let no: number;
  beforeAll(async () => {
    store = await open();
    server = await startServer(store);
    token = await server.tokenFor('resident1');
    scope = await scopeOf('resident1');
    foreign = await scopeOf('resident1', TWIN);
    const { body: templates } = await server.call('template.list', {}, { token });
    const template = templates.items.find((one: { name: { zh: string } }) => one.name.zh === '物业报修');
    const admin = await server.tokenFor('admin');
    const { body: sites } = await server.call('site.list', { text: 'CH-1-1-301' }, { token: admin });
    const values = {
      title: '漏水',
      category: 'water',
      priority: 'normal',
      site: sites.items[0].id,
      phone: '13800138009',
    };
    const { body } = await server.call('ticket.create', { templateId: template.id, values }, { token });
    ticketId = body.ticket.id;
    no = body.ticket.no;
    server.clock.forward(HOUR);
  });
  afterAll(() => server?.stop());

  const scopeOf = async (login: string, org?: string): Promise<Scope> => {
    const { body } = await server.call('session.get', {}, { token: await server.tokenFor(login, org) });
    const actor = { kind: 'member' as const, id: body.member.id as MemberId, roles: ['resident'], grants: [] };
    return { ...systemScope(tenantOf(body.tenant.id)), actor };
  };
  const linesAt = async (takenAt: number | null, who = scope, locale: 'zh-CN' | 'en' = 'zh-CN') => {
    const lines = await stampLines(store, who, { ticketId, takenAt }, { now: server.clock.now(), locale });
    return lines.map(({ text }) => text);
  };
  const minute = (ago = 0) => civilMinute(server.clock.now() - ago, 480);
  const rest = () => ['地点 翠湖花园 / 1号楼 / 1单元 / 301室', `拍摄 吴芳 · #${no}`];

  test('when, where, by whom, for which ticket', async () => {
    expect(await linesAt(server.clock.now() - MINUTE)).toEqual([`时间 ${minute(MINUTE)}`, ...rest()]);
    expect(await linesAt(server.clock.now(), scope, 'en')).toEqual([
      `Time ${minute()}`,
      'Place 翠湖花园 / 1号楼 / 1单元 / 301室',
      `By 吴芳 · #${no}`,
    ]);
  });

  test('what came late says when it was taken and when it came', async () => {
    expect((await linesAt(server.clock.now() - 40 * MINUTE))[0]).toBe(`时间 ${minute(40 * MINUTE)} · 收到 ${minute()}`);
  });

  test.each([
    ['of the phone is not told', () => null],
    ['lies ahead of us', () => server.clock.now() + 3 * HOUR],
    ['lies before the ticket itself', () => server.clock.now() - DAY],
  ])('an hour that %s is the hour of arrival', async (_name, takenAt) => {
    expect((await linesAt(takenAt()))[0]).toBe(`收到 ${minute()}`);
  });

  test('of a ticket that its sender may not see nothing is told', async () => {
    const lines = await linesAt(server.clock.now(), foreign);
    expect(lines[0]).toBe(`收到 ${minute()}`);
    expect(lines.join()).not.toMatch(new RegExp(`#${no}|301`));
    expect(lines).toHaveLength(2);
  });

  const pixels = async (id: string) => {
    const reply = await fetch(`${server.url}/api/files/${id}`, { headers: { Authorization: `Bearer ${token}` } });
    const image = sharp(Buffer.from(await reply.arrayBuffer()));
    const { width, height } = await image.metadata();
    const part = async (top: number, share: number) => {
      const region = { left: 0, top: Math.round(height * top), width, height: Math.floor(height * share) };
      // Figures are had of a finished picture only, whatever was asked of it before.
      const cut = await image.clone().extract(region).greyscale().toBuffer();
      return (await sharp(cut).stats()).channels[0];
    };
    return { width, height, above: await part(0, 0.5), band: await part(0.93, 0.06) };
  };
  const sent = async (fields: Record<string, string>, bytes?: Buffer) => {
    const { status, body } = await server.upload(bytes ?? (await photo(1600, 1200)), 'a.jpg', { token }, fields);
    expect([status, body.error]).toEqual([200, undefined]);
    return pixels(body.file.id);
  };

  test('it is on the picture, and on no other', async () => {
    const takenAt = String(server.clock.now());
    const [plain, stamped] = [await sent({}), await sent({ ticketId, takenAt })];
    expect([stamped.width, stamped.height]).toEqual([plain.width, plain.height]);
    // A dark band with white letters on it; above it nothing changed.
    expect((plain.band?.max ?? 0) - (plain.band?.min ?? 0)).toBeLessThan(4);
    expect(stamped.band?.max).toBeGreaterThan(240);
    expect(stamped.band?.min).toBeLessThan((plain.band?.min ?? 0) * 0.7);
    expect(stamped.above?.mean).toBeCloseTo(plain.above?.mean ?? 0, 1);
  });

  test('the smallest picture, and one of a single pixel’s width', async () => {
    for (const bytes of [await png(), await photo(1, 1200), await photo(3000, 1), await photo(4000, 3001)]) {
      const { status, body } = await server.upload(bytes, 'a.jpg', { token }, { ticketId });
      expect([status, body.error]).toEqual([200, undefined]);
    }
  });

  test('under one key the same photo with the same mark is one; with another mark it is another', async () => {
    const bytes = await photo(300, 200);
    const headers = { 'Idempotency-Key': 'mark-1' };
    const takenAt = String(server.clock.now());
    const send = (fields: Record<string, string>) => server.upload(bytes, 'a.jpg', { token, headers }, fields);
    const first = await send({ ticketId, takenAt });
    server.clock.forward(MINUTE);
    expect((await send({ ticketId, takenAt })).body.file.id).toBe(first.body.file.id);
    expect((await send({ ticketId, takenAt: `${Number(takenAt) + 1}` })).body.error.code).toBe('key_reused');
    expect((await send({})).body.error.code).toBe('key_reused');
  });

  test.each([{ ticketId: 'x' }, { takenAt: 'noon' }, { takenAt: '-1' }, { name: '李四' }])(
    '%o is refused',
    async (fields) => {
      const reply = await server.upload(await photo(300, 200), 'a.jpg', { token }, fields as never);
      expect([reply.status, reply.body.error.code]).toEqual([400, 'invalid']);
    },
  );
});

describe('letters', () => {
  test('stand one after the other, none twice in one place', async () => {
    const outline = await lettering('拍摄 张伟 · #12');
    const places = [...(outline?.parts ?? '').matchAll(/translate\(([\d.]+) /g)].map(([, x]) => Number(x));
    expect(places).toHaveLength(11);
    expect(new Set(places).size).toBe(11);
    expect(outline?.width).toBeGreaterThan(places.at(-1) ?? 0);
  });

  test('without a font the hour and the number are drawn by their strokes', async () => {
    expect(await nowhere('时间')).toBeNull();
    const lines = [
      { text: '时间 2026-11-27 09:10', figures: '2026-11-27 09:10' },
      { text: '地点 甲', figures: '' },
      { text: '拍摄 乙 · #7', figures: '#7' },
    ];
    const drawn = String((await makeDrawStamp(nowhere, lines))({ width: 800, height: 600 }));
    expect(drawn.match(/scale\(/g)).toHaveLength(2);
    const { channels } = await sharp(await sharp(Buffer.from(drawn)).png().toBuffer()).stats();
    expect(channels[0]?.max).toBe(255);
    for (const figure of '0123456789-:#') expect(inDigits(figure).parts).toContain('<path');
  });

  test('what is too long for the picture is smaller, not cut off', async () => {
    const drawn = String(
      (await makeDrawStamp(lettering, [{ text: '很长'.repeat(60), figures: '' }]))({ width: 400, height: 600 }),
    );
    const scale = Number(/scale\(([\d.]+)/.exec(drawn)?.[1]);
    const { width = 0 } = (await lettering('很长'.repeat(60))) ?? {};
    expect(width * scale).toBeLessThanOrEqual(400);
  });
});
