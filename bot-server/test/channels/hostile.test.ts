// Whatever is thrown at the address that the platform calls: one generic refusal or a polite word, nothing changed, nothing told.
import { event as eventTable } from '../../src/store/tables/event';
import { type Channels, drained, startChannels, titleOn, type Wire } from '../support/channels';
import { eachDatabase } from '../support/databases';
import { rowsOf } from '../support/rows';
import { deliver, pressXml, shownIn } from '../support/wire';

const REFUSED = { status: 403, body: 'refused' };
type Raw = { readonly status: number; readonly body: string; readonly plain: string | null };

eachDatabase((_name, open) => {
  let bench: Channels;
  let wire: Wire;
  let ticketId: string;
  let before: Awaited<ReturnType<typeof rowsOf>>;
  const press = async () => {
    const { id, no } = await bench.offered();
    await drained(bench);
    const card = (await bench.standIn.phone('tech1')).find((one) => titleOn(one).startsWith(`#${no} `));
    if (card === undefined) throw new Error('no card');
    const told = await bench.press('tech1', card, 'ticket.accept', { dry: true });
    return { id, wire: (told as unknown as { readonly wire: Wire }).wire, taskId: String(card.card?.task_id) };
  };
  let taskId: string;

  beforeAll(async () => {
    bench = await startChannels([await open()]);
    ({ id: ticketId, wire, taskId } = await press());
    before = await rowsOf(bench.mine.reader);
  });
  afterEach(async () => {
    expect(await rowsOf(bench.mine.reader)).toEqual(before);
  });
  afterAll(() => bench?.stop());

  const raw = (plain: string, tamper: object = {}) => bench.standIn.tell<Raw>('raw', { ...bench.app, plain, tamper });
  const acceptXml = (more: Partial<Parameters<typeof pressXml>[1]> = {}) =>
    pressXml(bench, { from: 'tech1', card: taskId, key: 'ticket.accept', ...more });
  const refused = async (tries: readonly (readonly [string, Promise<{ status: number; body: string }>])[]) => {
    for (const [what, answer] of tries) {
      const { status, body } = await answer;
      expect([what, status, body]).toEqual([what, REFUSED.status, REFUSED.body]);
    }
  };

  test('a bit turned round, in each byte of what is sealed and of what vouches for it', async () => {
    const url = new URL(wire.url);
    const [, sealed = ''] = /<Encrypt><!\[CDATA\[(.*)\]\]><\/Encrypt>/.exec(wire.body) ?? [];
    const bytes = Buffer.from(sealed, 'base64');
    const spoilt: Wire[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << (at & 7));
      spoilt.push({ ...wire, body: wire.body.replace(sealed, copy.toString('base64')) });
    }
    for (const name of ['msg_signature', 'timestamp', 'nonce']) {
      const value = Buffer.from(url.searchParams.get(name) ?? '');
      for (let bit = 0; bit < value.length * 8; bit++) {
        const copy = Buffer.from(value);
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const other = new URL(wire.url);
        other.searchParams.set(name, copy.toString('latin1'));
        spoilt.push({ ...wire, url: other.href });
      }
    }
    expect(spoilt.length).toBeGreaterThan(900);
    for (let at = 0; at < spoilt.length; at += 16) {
      const answers = await Promise.all(spoilt.slice(at, at + 16).map((each) => deliver(bench, each)));
      for (const answer of answers) expect(answer).toMatchObject(REFUSED);
    }
  });

  test('forged, cut short, out of date, sealed for another, without a signature', async () => {
    const plain = acceptXml();
    const seconds = Math.floor(bench.clock.now() / 1000);
    await refused([
      ['another token', raw(plain, { token: 'AnotherToken1' })],
      ['another key', raw(plain, { aesKey: 'a'.repeat(43) })],
      ['another corp', raw(plain, { receiveId: 'ww0000000000000000' })],
      [
        'another corp, named so inside',
        raw(plain.replaceAll(bench.app.corpId, 'ww0000000000000000'), { receiveId: 'ww0000000000000000' }),
      ],
      ['another corp inside', raw(plain.replace(bench.app.corpId, 'ww0000000000000000'))],
      ['nobody', raw(plain, { receiveId: '' })],
      ['another app', raw(plain.replace('1000002', '1000003'))],
      ['no signature', raw(plain, { signature: null })],
      ['an empty signature', raw(plain, { signature: '' })],
      ['a made-up signature', raw(plain, { signature: '0'.repeat(40) })],
      ['two hours old', raw(plain, { timestamp: String(seconds - 7200) })],
      ['of tomorrow', raw(plain, { timestamp: String(seconds + 86_400) })],
      ['no time at all', raw(plain, { timestamp: 'NaN' })],
      ...[0, 1, 16, 31, 32, 64, 100].map(
        (kept) => [`${kept} bytes`, raw(plain, { truncate: kept, resign: true })] as const,
      ),
      ...[3, 130, 1000].map(
        (bit) => [`bit ${bit}, signed`, raw(plain, { flipBit: bit + 16 * 8, resign: true })] as const,
      ),
    ]);
  });

  test('no XML, too much XML, the wrong XML', async () => {
    const bomb = '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const file = '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const inside = acceptXml();
    const sealedIn = wire.body;
    await refused([
      ['JSON inside', raw(JSON.stringify({ MsgType: 'event', Event: 'template_card_event', TaskId: taskId }))],
      ['nothing inside', raw(' ')],
      ['half of it inside', raw(inside.slice(0, 200))],
      ['two roots inside', raw(inside + inside)],
      ['a DTD inside', raw(`${bomb}${inside}`)],
      ['an entity inside', raw(inside.replace('tech1', '&b;').replace('<xml>', `${bomb}<xml>`))],
      ['a file inside', raw(`${file}${inside.replace('tech1', '&f;')}`)],
      ['another root inside', raw(inside.replaceAll('xml>', 'yml>'))],
      ['a thousand levels inside', raw(`<xml>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</xml>`)],
      ['JSON outside', deliver(bench, { ...wire, body: JSON.stringify({ Encrypt: 'x' }) })],
      ['nothing outside', deliver(bench, { ...wire, body: '' })],
      ['a DTD outside', deliver(bench, { ...wire, body: `${bomb}${sealedIn}` })],
      [
        'two messages outside',
        deliver(bench, { ...wire, body: sealedIn.replace('<Encrypt>', '<Encrypt>AAAA</Encrypt><Encrypt>') }),
      ],
      ['bytes outside', deliver(bench, { ...wire, body: '\u0000\u0001\u0002'.repeat(99) })],
    ]);
  });

  test('five megabytes', async () => {
    for (const answer of [
      await raw(acceptXml(), { bytes: 5 * 1024 * 1024 }).catch(() => ({ status: 413, body: 'refused' })),
    ]) {
      expect([answer.status, answer.body]).toEqual([413, 'refused']);
    }
    const chunked = await fetch(wire.url, {
      method: 'POST',
      body: new Blob([wire.body, ' '.repeat(5 * 1024 * 1024)]).stream(),
      duplex: 'half',
    } as RequestInit).catch(() => null);
    expect([413, undefined]).toContain(chunked?.status);
  });

  test('what nobody asked for: acknowledged, and no more', async () => {
    const event = (name: string, more = '') =>
      acceptXml().replace('template_card_event', name).replace('</xml>', `${more}</xml>`);
    for (const plain of [
      event('open_approval_change'),
      event('made_up_event'),
      event('enter_agent'),
      event('LOCATION', '<Latitude>31.2</Latitude>'),
      acceptXml().replace('<MsgType><![CDATA[event]]>', '<MsgType><![CDATA[image]]>'),
      acceptXml({ from: '../../etc' }),
    ]) {
      const { status, body, plain: said } = await raw(plain);
      expect([status, body === '' || said?.includes('还没有绑定成员')]).toEqual([200, true]);
    }
    // The one press among them is kept as turned away.
    const { command_key: known = [], ...rest } = before;
    const { command_key: keys = [], ...now } = await rowsOf(bench.mine.reader);
    expect(now).toEqual(rest);
    const kept = keys.filter((row) => !known.includes(row)).map((row) => JSON.parse(String(row)));
    expect(kept.map(({ refusal }) => refusal)).toEqual([{ code: 'not_bound' }]);
    before = { ...before, command_key: keys };
  });

  test('asked in other ways, at other addresses', async () => {
    const { url: hook } = { url: wire.url.split('?')[0] ?? '' };
    const ask = async (url: string, init?: RequestInit) => {
      const reply = await fetch(url, init);
      return { status: reply.status, body: await reply.text() };
    };
    const other = hook.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    await refused([
      ['without a query', ask(hook)],
      ['a check that nobody signed', ask(`${hook}?msg_signature=a&timestamp=1&nonce=2&echostr=x`)],
      ['the query of a message', ask(wire.url)],
      ['a signature twice', deliver(bench, { ...wire, url: `${wire.url}&msg_signature=x` })],
      ['another connection', deliver(bench, wire, other)],
      ['another platform', deliver(bench, wire, hook.replace('/wecom/', '/wechat/'))],
      ['a platform that does not exist', deliver(bench, wire, hook.replace('/wecom/', '/__proto__/'))],
      ['a group, which never speaks', deliver(bench, wire, hook.replace('/wecom/', '/wecomGroup/'))],
      ['no connection at all', deliver(bench, wire, hook.replace(/[^/]+$/, '..%2f..'))],
    ]);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await ask(hook, { method })).status).toBeLessThan(500);
    }
  });

  test('and the message that all of these were made of is a good one', async () => {
    expect(shownIn(await deliver(bench, wire))).toEqual(['ticket.depart', '到达签到', '查看']);
    await drained(bench);
    const where = { streamId: ticketId, type: 'ticket.accepted' };
    expect(await bench.mine.reader.find(eventTable, { where })).toHaveLength(1);
    before = await rowsOf(bench.mine.reader);
  });
});
