// What every channel must hold, whatever its platform: a suite for tests. A new channel describes itself as a `Subject`.
import type { Card } from '@paidan/shared/rules/card/card';
import fc from 'fast-check';
import type {
  Account,
  Answer,
  Inbound,
  MessageChannel,
  RawRequest,
  Sending,
  Trouble,
  TroubleKind,
} from '../../core/channels';
import { type JsonObject, makeHttp } from '../http/client';
import type { ChannelDeps } from './deps';
import { allFlips, SIGNED } from './testing/flips';
import { type Heard, type Scripted, scripted, WAYS, type Way } from './testing/scripted';
import { memoryTokens } from './testing/tokens';
import { allAt } from './testing/urls';

export type Subject = {
  readonly make: (deps: ChannelDeps) => MessageChannel;
  readonly account: Account;
  /** A receiver that is there. */
  readonly to: string;
  /** The path that `send` ends at. */
  readonly sendPath: string;
  /** What a healthy platform answers. */
  readonly well: (heard: Heard) => Way | undefined;
  /** Where tokens come from, and what is said of one that has run out; null: it knows no tokens. */
  readonly tokens: { readonly path: string; readonly expired: JsonObject } | null;
  /** Codes in a good HTTP answer, and what they mean. */
  readonly codes: readonly (readonly [number, TroubleKind])[];
  /** Null: nothing comes in. */
  readonly delivery: {
    /** One message, signed at the given time; of another receiver than the account's where that is asked for. */
    readonly make: (at: number, foreign?: boolean) => RawRequest;
    readonly means: Partial<Inbound>;
    /** Milliseconds after which the same bytes are no longer heard; null: the key alone tells. */
    readonly replay: number | null;
  } | null;
};

const NOW = 1_790_000_000_000;
/** Milliseconds: a machine may be busy with other things, so only who is to run out of time has little. */
const PATIENT = 20_000;
const HASTY = 300;
const SENDING: Omit<Sending, 'to'> = {
  card: {
    kind: 'offered',
    heading: '新工单可抢',
    title: '#1024 厨房水管漏水',
    note: '请尽快',
    urgent: true,
    facts: [{ label: '地点', value: '3 号楼 502' }],
    buttons: [
      { kind: 'act', text: '接单', action: 'ticket.accept' },
      { kind: 'open', text: '查看' },
    ],
    status: null,
    path: '/go/a/t/1',
    stage: '待接单',
    handler: null,
    no: 1024,
    at: NOW,
  },
  cardId: '0123456789abcdefghjk',
  mentions: [],
  baseUrl: 'https://paidan.example',
};
const CARDS: readonly (readonly [string, Partial<Card>])[] = [
  ['plain', {}],
  ['with nothing on it', { heading: '', title: '', note: '', facts: [], buttons: [], stage: '', path: '' }],
  ['that is over', { status: '已被李工接单', handler: '李工' }],
  ['far too long', { title: '水'.repeat(5_000), note: 'x'.repeat(5_000), heading: '👍'.repeat(500) }],
  ['with far too much', { facts: Array.from({ length: 50 }, (_, at) => ({ label: `${at}`, value: '值' })) }],
  ['full of signs', { title: ']]></xml>\0\ud800"\'<a href=x>', note: '\u202e{"errcode":0}' }],
];

export function describeChannel(name: string, subject: Subject): void {
  describe(name, () => {
    let platform: Scripted;
    let now = NOW;
    const http = makeHttp({ timeoutMs: PATIENT, maxBytes: 100_000 });
    const hurried = makeHttp({ timeoutMs: HASTY, maxBytes: 100_000 });
    const kept = memoryTokens();
    let channel: MessageChannel;
    let hasty: MessageChannel;

    beforeAll(async () => {
      platform = await scripted(subject.well);
      const { base } = platform;
      const make = (by: typeof http) =>
        subject.make({ http: by, tokens: kept.tokens, urls: allAt(base), now: () => now });
      [channel, hasty] = [make(http), make(hurried)];
    });
    afterAll(() => {
      http.close();
      hurried.close();
      platform.close();
    });
    beforeEach(() => {
      platform.reset();
      kept.forget();
      now = NOW;
    });

    const { account, to, sendPath, delivery } = subject;
    const send = (change: Partial<Card> = {}, by = channel) =>
      by.send(account, { ...SENDING, to, card: { ...SENDING.card, ...change } });
    /** Once per call, so that what heals is seen to heal. */
    const faulty = (way: Way, times = Number.POSITIVE_INFINITY) => {
      let left = times;
      platform.fault = ({ path }) => (path === sendPath && left-- > 0 ? way : undefined);
    };

    test('it does what it says that it can, and nothing else', () => {
      const { update, recall, inbound, perMinute, perReceiver } = channel.abilities;
      expect([channel.update, channel.recall, channel.receive].map((part) => part !== undefined)).toEqual([
        update,
        recall,
        inbound !== null,
      ]);
      expect(perMinute).toBeGreaterThan(0);
      expect(perReceiver.hour).toBeGreaterThanOrEqual(perReceiver.minute);
    });

    test.each(CARDS)('a card %s goes out', async (_, change) => {
      const answer = await send(change);
      expect(answer).toMatchObject({ ok: true });
      if (!answer.ok) return;
      if (!channel.abilities.update) expect(answer.value.code).toBeNull();
      if (!channel.abilities.recall) expect(answer.value.messageId).toBeNull();
      expect(platform.heard.filter(({ path }) => path === sendPath)).toHaveLength(1);
    });

    test.each<[string, Way, string]>([
      ['a server error', WAYS.status(500), 'http_500'],
      ['too many requests', WAYS.status(429), 'http_429'],
      ['a page instead of an answer', WAYS.html, 'not_json'],
      ['a body without end', WAYS.endless, 'too_large'],
      ['a body that never comes to an end', WAYS.dripping, 'timeout'],
      ['no answer before the deadline', WAYS.silent, 'timeout'],
      ['a reply that is lost', WAYS.lost, 'reset'],
    ])('%s: later, and then it works', async (_, way, code) => {
      // What goes before, a token, is not what runs out of time.
      await send();
      faulty(way);
      const trouble = expectTrouble(await send({}, code === 'timeout' ? hasty : channel));
      expect(trouble).toMatchObject({ kind: 'later', code });
      platform.reset();
      expect(await send()).toMatchObject({ ok: true });
    });

    test.each(subject.codes)('errcode %d in a good answer: %s', async (errcode, kind) => {
      // The worst that a platform could do: tell the whole call back.
      faulty((request, response, { query, json }) => {
        const errmsg = `${request.url} ${JSON.stringify({ ...query, ...json, ...account.secrets })}`;
        response.end(JSON.stringify({ errcode, errmsg: `no: ${errmsg}` }));
      });
      expect(expectTrouble(await send())).toMatchObject({ kind, code: String(errcode) });
    });

    test('an unreachable platform is no fault of anybody’s', async () => {
      const gone = makeHttp({ timeoutMs: PATIENT });
      const urls = allAt('http://127.0.0.1:1');
      const away = subject.make({ http: gone, tokens: kept.tokens, urls, now: () => now });
      const trouble = expectTrouble(await away.send(account, { ...SENDING, to }));
      expect(trouble).toMatchObject({ kind: 'later', code: 'network' });
      gone.close();
    });

    test('a check of what works finds nothing wrong, and of what does not, something', async () => {
      expect((await channel.check(account)).map(({ trouble }) => trouble)).not.toContainEqual(expect.anything());
      platform.fault = () => WAYS.status(503);
      const found = await channel.check(account);
      expect(found.flatMap(({ trouble }) => (trouble === null ? [] : [expectClean(trouble)]))).toContainEqual(
        expect.objectContaining({ kind: 'later', code: 'http_503' }),
      );
    });

    const { tokens } = subject;
    if (tokens !== null) {
      const asked = () => platform.heard.filter(({ path }) => path === tokens.path).length;

      test('a token that has run out is fetched anew once, however many need it', async () => {
        await send();
        const [old] = kept.all();
        const { reset } = platform;
        reset();
        platform.fault = ({ path, query }) =>
          path === sendPath && query.access_token === old ? tokens.expired : undefined;
        const answers = await Promise.all(Array.from({ length: 10 }, () => send()));
        expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
        expect(asked()).toBe(1);
      });

      test('a token that is refused again and again is trouble after one more try', async () => {
        await send();
        platform.reset();
        faulty(tokens.expired);
        expectTrouble(await send());
        expect(asked()).toBe(1);
        expect(platform.heard.filter(({ path }) => path === sendPath)).toHaveLength(2);
      });

      test('no token, no call', async () => {
        platform.fault = ({ path }) => (path === tokens.path ? WAYS.status(503) : undefined);
        expect(expectTrouble(await send())).toMatchObject({ kind: 'later', code: 'http_503' });
        expect(platform.heard.filter(({ path }) => path === sendPath)).toHaveLength(0);
      });
    }

    if (delivery !== null) {
      const hear = (request: RawRequest) => channel.receive?.(account, request).kind;
      const valid = delivery.make(NOW);

      test('what is delivered is understood, the same each time, under a key that fits', () => {
        const heard = [valid, delivery.make(NOW)].map((request) => channel.receive?.(account, request));
        for (const received of heard) {
          expect(received).toMatchObject({ kind: 'inbound', inbound: delivery.means });
          if (received?.kind === 'inbound') expect(received.inbound.key).toMatch(/^[\x21-\x7e]{1,80}$/);
        }
        const keys = heard.map((received) => (received?.kind === 'inbound' ? received.inbound.key : null));
        expect(keys[0]).toBe(keys[1]);
      });

      test('no bit of it can be another', () => {
        expect(
          allFlips(valid)
            .filter(([, request]) => hear(request) !== 'refused')
            .map(([where]) => where),
        ).toEqual([]);
      });

      test('no part of it is enough', () => {
        const { body } = valid;
        const cut = Array.from({ length: body.length }, (_, end) => ({ ...valid, body: body.subarray(0, end) }));
        expect(cut.filter((request) => hear(request) !== 'refused')).toEqual([]);
        for (const name of Object.keys(valid.query)) {
          const { [name]: _, ...query } = valid.query;
          if (SIGNED.includes(name)) expect(hear({ ...valid, query })).toBe('refused');
        }
      });

      test('what is meant for somebody else is refused', () => {
        expect(hear(delivery.make(NOW, true))).toBe('refused');
      });

      if (delivery.replay !== null) {
        const { replay } = delivery;
        test('what was recorded is refused when it is too old', () => {
          now = NOW + replay;
          expect(hear(valid)).toBe('inbound');
          now = NOW + replay + 1_000;
          expect(hear(valid)).toBe('refused');
        });
      }

      test('whatever else comes is refused, and nothing is thrown', () => {
        const word = fc.string({ unit: 'binary', maxLength: 40 });
        const query = fc.dictionary(fc.constantFrom(...SIGNED, 'echostr', 'signature', 'encrypt_type'), word);
        const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', '');
        const part = fc.constantFrom('<xml>', '</xml>', '<Encrypt>', '<![CDATA[', ']]>', '{"Encrypt":"', '"}', 'AAAA');
        const body = fc.oneof(fc.uint8Array({ maxLength: 200 }).map(Buffer.from), fc.array(part).map(joined));
        fc.assert(
          fc.property(
            method,
            query,
            body,
            (m, q, b) =>
              hear({ method: m, query: q, body: b }) === 'refused' &&
              hear({ method: m, query: { ...valid.query, ...q }, body: b }) === 'refused',
          ),
        );
      });
    }

    const secrets = Object.values(account.secrets);
    function expectClean(trouble: Trouble): Trouble {
      const said = JSON.stringify(trouble);
      for (const secret of [...secrets, ...kept.all()]) expect(said).not.toContain(secret);
      return trouble;
    }
    function expectTrouble(answer: Answer<unknown>): Trouble {
      if (answer.ok) throw new Error('it went well');
      return expectClean(answer.trouble);
    }
  });
}

const joined = (parts: readonly string[]): Buffer => Buffer.from(parts.join(''));
