// What people send in through WeChat is looked at, once; what others say is not.
import type { FileId, MemberId, TemplateId, TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { Channel, FileKind } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import { eachDatabase } from '../../../test/support/databases';
import { moveIn, type Neighbourhood, SECRET_KEY, trouble } from '../../../test/support/wechat';
import { newId } from '../../core/ids';
import type { Suggest } from '../../core/wechat';
import { hiddenOf, screeningOf } from '../../lookups/screenings';
import { makeTemplates } from '../../lookups/templates';
import { toRow } from '../../lookups/ticketRow';
import { REPAIR } from '../../sample/templates';
import { event } from '../../store/tables/event';
import { file } from '../../store/tables/file';
import { screening } from '../../store/tables/screening';
import { template } from '../../store/tables/template';
import { templateRevision } from '../../store/tables/templateRevision';
import { ticket } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';
import { makeFileLinks } from './fileLink';
import { applyVerdict } from './intake';
import { makeScreen } from './screen';

const OPENID = 'openid-1';

eachDatabase((_, open) => {
  let store: Store;
  let here: Neighbourhood;
  let me: MemberId;
  let ticketId: TicketId;
  let seq: number;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    here = await moveIn(store);
    me = await here.join('wang', null);
    await here.bind(me, OPENID);
    ticketId = await openTicket();
    seq = 0;
    here.wechat.script.checkText = async () => ({ ok: true, value: { suggest: 'pass', label: 100 } });
    here.wechat.script.checkMedia = async (_from, { url }) => ({ ok: true, value: `trace-${url.slice(-40)}` });
  });

  async function openTicket(): Promise<TicketId> {
    const now = here.clock.now();
    const [id, templateId] = [newId<'ticket'>(now) as TicketId, newId<'template'>(now) as TemplateId];
    const none = { assigneeId: null, siteId: null, assetId: null, stars: null, urgedAt: null } as const;
    const when = { createdAt: now, dueAt: now, updatedAt: now };
    const never = {
      acceptedAt: null,
      departedAt: null,
      arrivedAt: null,
      startedAt: null,
      completedAt: null,
      endedAt: null,
      overdueAt: null,
    };
    const counts = { urges: 0, comments: 0, workMinutes: 0, workCount: 0, version: 1 };
    const lists = { values: {}, work: [], people: [me], pools: [] };
    const said = { title: 'x', source: 'miniapp', priority: 'normal', phase: 'open', node: 'report' } as const;
    const one: Ticket = {
      id,
      no: 1,
      templateId,
      templateVersion: 1,
      requesterId: me,
      ...said,
      ...none,
      ...when,
      ...never,
      ...counts,
      ...lists,
    };
    const head = {
      id: templateId,
      code: 'repair',
      name: REPAIR.name,
      state: 'active' as const,
      revision: 1,
      version: 1,
    };
    await store.unit(here, async (u) => {
      await u.insert(template, [{ ...head, publishedAt: now, createdAt: now, updatedAt: now }]);
      await u.insert(templateRevision, [{ templateId, revision: 1, body: REPAIR, publishedAt: now }]);
      await u.insert(ticket, [toRow(one)]);
    });
    return id;
  }

  async function picture(kind: FileKind = 'image'): Promise<FileId> {
    const id = newId<'file'>(here.clock.now()) as FileId;
    const of = { name: '现场.jpg', mime: 'image/jpeg', bytes: 1, width: 1, height: 1, sha256: '' };
    const by = { createdBy: me, createdAt: 1, streamId: ticketId, state: 'bound' as const };
    await store.unit(here, (u) => u.insert(file, [{ id, kind, ...of, ...by }]));
    return id;
  }

  async function happened(type: string, data: Json, more: { channel?: Channel; by?: MemberId | null } = {}) {
    const { channel = 'miniapp', by = me } = more;
    const row = { streamId: ticketId, seq: ++seq, kind: 'ticket' as const, type, at: here.clock.now(), byId: by, data };
    const rest = { channel, requestId: null, prev: '', hash: '', feedNo: null };
    await store.unit(here, (u) => u.insert(event, [{ ...row, ...rest }]));
    return seq;
  }
  const links = makeFileLinks(SECRET_KEY);
  const screen = (from = 1) =>
    makeScreen({ ...here.deps, links, templates: makeTemplates() })({
      tenantId: here.tenantId,
      streamId: ticketId,
      from,
      seq,
    });
  const comment = (text: string, photos: FileId[] = []) => happened('ticket.commented', { text, photos });
  const rows = () =>
    here.reader.find(screening, {
      where: { ticketId },
      order: [
        ['seq', 'asc'],
        ['id', 'asc'],
      ],
    });
  const verdicts = async () => (await rows()).map(({ verdict }) => verdict);
  const asked = () => here.wechat.told.map(({ asked: one }) => one as { openid: string; text?: string; url?: string });

  test('a report: title and free words, none of what was chosen, and no number to call', async () => {
    const values = { title: '厨房漏水', description: '一直在滴', category: 'water', phone: '13800138009' };
    await happened('ticket.created', { title: '厨房漏水', values });
    await screen();
    expect(asked()).toEqual([{ openid: OPENID, text: '厨房漏水\n一直在滴', scene: 3 }]);
    expect(await rows()).toMatchObject([{ seq: 1, fileId: null, verdict: 'pass', label: 100, traceId: null }]);
  });

  test('pictures: by a link that opens this one to the platform', async () => {
    const [one, other] = [await picture(), await picture()];
    const paper = await picture('document');
    await happened('ticket.created', { title: '漏水', values: { photos: [one, paper], beforePhotos: [other] } });
    await screen();
    const urls = asked().flatMap(({ url }) => url ?? []);
    expect(urls).toHaveLength(2);
    for (const url of urls) {
      const [, id = '', grant = ''] =
        /^https:\/\/paidan\.test\/api\/files\/([0-9a-z]{20})\?grant=(.+)$/.exec(url) ?? [];
      expect([one, other]).toContain(id);
      expect(links.verify(id, decodeURIComponent(grant), here.clock.now())).toBe(here.tenantId);
    }
    expect((await verdicts()).sort()).toEqual(['pass', 'waiting', 'waiting']);
  });

  test('voice notes, in a form and in a remark: as sound', async () => {
    const [one, other] = [await picture('audio'), await picture('audio')];
    await happened('ticket.created', { title: '漏水', values: { voice: { file: one, seconds: 5 } } });
    await happened('ticket.commented', { text: '语音留言', photos: [], voice: { file: other, seconds: 9 } });
    await screen();
    const kinds = here.wechat.told.map(({ asked: ask }) => (ask as { kind?: string }).kind).filter(Boolean);
    expect(kinds).toEqual(['audio', 'audio']);
    expect((await rows()).flatMap(({ fileId }) => fileId ?? []).sort()).toEqual([one, other].sort());
  });

  test('a second turn, two at once, and one of the outbox’s own ask nothing anew', async () => {
    await comment('你好', [await picture()]);
    await screen();
    const before = [await rows(), asked().length];
    await screen();
    await screen();
    expect([await rows(), asked().length]).toEqual(before);
    await comment('又一条');
    await Promise.all([screen(2), screen(2)]);
    expect(await rows()).toHaveLength(3);
  });

  test.each([
    ['from the console', { channel: 'console' as const }],
    ['by the clock', { channel: 'timer' as const, by: null }],
  ])('not what was said %s', async (_name, more) => {
    await happened('ticket.commented', { text: '你好', photos: [] }, more);
    await screen();
    expect(asked()).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  test('not of somebody whom WeChat does not know, nor what is no speech', async () => {
    const other = await here.join('li', null);
    await happened('ticket.commented', { text: '你好', photos: [] }, { by: other });
    await happened('ticket.urged', { count: 1 });
    await screen();
    expect(asked()).toEqual([]);
  });

  test('only the decision that is asked for', async () => {
    await comment('早');
    await comment('晚');
    await screen(2);
    expect(asked().map(({ text }) => text)).toEqual(['晚']);
  });

  test('long words are looked at piece by piece, and the worst of it counts', async () => {
    const verdict = (text: string): Suggest => (text.includes('坏') ? 'risky' : 'pass');
    here.wechat.script.checkText = async (_from, { text }) => {
      expect([...text].length).toBeLessThanOrEqual(2500);
      return { ok: true, value: { suggest: verdict(text), label: verdict(text) === 'risky' ? 20003 : 100 } };
    };
    await comment(`${'好'.repeat(3000)}坏${'好'.repeat(3000)}`);
    await screen();
    expect(asked()).toHaveLength(3);
    expect(await rows()).toMatchObject([{ verdict: 'risky', label: 20003 }]);
    expect(await hiddenOf(here.reader, ticketId)).toBe(true);
  });

  test.each([
    ['person', '61010'],
    ['person', '43104'],
    ['content', '47001'],
  ] as const)('%s trouble %s: nobody can tell', async (kind, code) => {
    here.wechat.script.checkText = async () => trouble(kind, code);
    await comment('你好');
    await screen();
    expect(await verdicts()).toEqual(['unknown']);
    expect(await hiddenOf(here.reader, ticketId)).toBe(false);
  });

  test.each(['later', 'account'] as const)('%s trouble comes back to the outbox, which asks again', async (kind) => {
    here.wechat.script.checkText = async () => trouble(kind, '45009');
    await comment('你好');
    await expect(screen()).rejects.toThrow('45009');
    expect(await rows()).toEqual([]);
    here.wechat.script.checkText = async () => ({ ok: true, value: { suggest: 'pass', label: 100 } });
    await screen();
    expect(await verdicts()).toEqual(['pass']);
  });

  describe('the verdict on a picture', () => {
    const account = () =>
      ({
        id: here.accountId,
        tenantId: here.tenantId,
        kind: 'wechat',
        values: {},
        secrets: {},
        credentials: '',
      }) as const;
    const judge = (traceId: string, suggest: Suggest | 'unknown', where = account()) =>
      applyVerdict(store, where, { traceId, suggest, label: 20002 }, here.clock.now());
    beforeEach(async () => {
      here.wechat.script.checkMedia = async () => ({ ok: true, value: 'trace-1' });
      await comment('你好', [await picture()]);
      await screen();
    });
    const traced = async () => (await rows()).filter(({ traceId }) => traceId !== null);

    test('risky: the ticket shows it', async () => {
      expect(await screeningOf(here.reader, ticketId)).toBeNull();
      await judge('trace-1', 'risky');
      expect(await traced()).toMatchObject([{ verdict: 'risky', label: 20002 }]);
      expect(await screeningOf(here.reader, ticketId)).toBe('risky');
    });
    test('to be looked at by a person', async () => {
      await judge('trace-1', 'review');
      expect(await screeningOf(here.reader, ticketId)).toBe('review');
      expect(await hiddenOf(here.reader, ticketId)).toBe(false);
    });
    test('the first one stays, whatever comes again', async () => {
      await judge('trace-1', 'risky');
      await judge('trace-1', 'pass');
      expect(await traced()).toMatchObject([{ verdict: 'risky' }]);
    });
    test('of another trace, or for another organization: nothing', async () => {
      await judge('trace-2', 'risky');
      const there = await moveIn(store);
      await judge('trace-1', 'risky', { ...account(), tenantId: there.tenantId });
      expect(await traced()).toMatchObject([{ verdict: 'waiting' }]);
    });
  });
});
