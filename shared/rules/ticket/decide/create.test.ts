import { HOUR } from '../../../kernel/time';
import type { Priority } from '../../../kinds';
import { MANAGER, OUTSIDER, REQUESTER, SYSTEM } from '../../../testing/people';
import { BRANCHED, REPAIR } from '../../../testing/sample';
import { report } from '../../../testing/say';
import { act, answer, opening, START, ticketAfter } from '../../../testing/story';
import { table } from '../../../testing/table';
import {
  BUILDING,
  DOCUMENT,
  LOOSE_ASSET,
  NO_ASSET,
  NO_FILE,
  NO_SITE,
  PUMP,
  picture,
  ROOM,
  TAKEN_PICTURE,
} from '../../../testing/world';

const created = {
  type: 'ticket.created',
  no: 1001,
  templateId: REPAIR.id,
  templateVersion: 1,
  node: 'report',
  source: 'miniapp',
  requesterId: REQUESTER.id,
  title: '水管漏水',
  priority: 'normal',
  siteId: BUILDING,
  assetId: null,
  values: { title: '水管漏水', phone: '13800138000', site: BUILDING },
  dueAt: START + 24 * HOUR,
} as const;
const toDispatch = {
  type: 'ticket.entered',
  node: 'dispatch',
  kind: 'dispatch',
  phase: 'open',
  opens: [{ kind: 'dispatch', handlerId: null, role: 'dispatcher' }],
} as const;
const problem = (key: string, problem: string) => ({ fields: [{ key, problem }] });
const now = (values: Parameters<typeof report>[0]) => act(REQUESTER, report(values), 0);

describe('a report', () => {
  table(REPAIR, {
    'is titled, promised, and put before the dispatchers': { given: [], when: now({}), happens: [created, toDispatch] },
    'keeps what was filled in, and leaves blanks out': {
      given: [],
      when: now({ description: '厨房', photos: [picture(1)], asset: PUMP, location: { lat: 31, lng: 121 } }),
      happens: [
        {
          ...created,
          assetId: PUMP,
          values: {
            ...created.values,
            description: '厨房',
            photos: [picture(1)],
            asset: PUMP,
            location: { lat: 31, lng: 121 },
          },
        },
        toDispatch,
      ],
    },
    'counts an empty answer as none': {
      given: [],
      when: now({ description: '', photos: [] }),
      happens: [created, toDispatch],
    },
    'needs a title': { given: [], when: now({ title: '' }), refused: 'form', data: problem('title', 'required') },
    'needs a real phone number': {
      given: [],
      when: now({ phone: '12-' }),
      refused: 'form',
      data: problem('phone', 'phone'),
    },
    'has no place for a later step’s fields': {
      given: [],
      when: now({ faultFound: '老化' }),
      refused: 'form',
      data: problem('faultFound', 'unknown'),
    },
    'must name a site that exists': {
      given: [],
      when: now({ site: NO_SITE }),
      refused: 'unknown_reference',
      data: { kind: 'site', id: NO_SITE },
    },
    'must name an asset that exists': {
      given: [],
      when: now({ asset: NO_ASSET }),
      refused: 'unknown_reference',
      data: { kind: 'asset', id: NO_ASSET },
    },
    'must name pictures that exist': {
      given: [],
      when: now({ photos: [picture(1), NO_FILE] }),
      refused: 'unknown_reference',
      data: { kind: 'file', id: NO_FILE },
    },
    'cannot take another ticket’s picture': {
      given: [],
      when: now({ photos: [TAKEN_PICTURE] }),
      refused: 'unknown_reference',
      data: { kind: 'file', id: TAKEN_PICTURE },
    },
    'takes no document for a picture': {
      given: [],
      when: now({ photos: [DOCUMENT] }),
      refused: 'unknown_reference',
      data: { kind: 'file', id: DOCUMENT },
    },
    'needs the right to report': { given: [], when: act(OUTSIDER, report()), refused: 'forbidden' },
    'is a person’s to make': { given: [], when: act(SYSTEM, report()), refused: 'forbidden' },
  });

  const promised: readonly (readonly [Priority, number])[] = [
    ['low', 72],
    ['normal', 24],
    ['high', 8],
    ['urgent', 2],
  ];
  test.each(promised)('of %s priority is promised within %d hours', (priority, hours) => {
    const ticket = ticketAfter(REPAIR, [now({ priority })]);
    expect(ticket).toMatchObject({ priority, dueAt: START + hours * HOUR });
  });

  test('takes its site from the asset when the form leaves it open', () => {
    const fields = REPAIR.fields.map((field) => (field.key === 'site' ? { ...field, required: false } : field));
    const template = { ...REPAIR, fields };
    const siteOf = (values: Parameters<typeof report>[0]) =>
      ticketAfter(template, [now({ site: '', ...values })]).siteId;
    expect(siteOf({ asset: PUMP })).toBe(BUILDING);
    expect(siteOf({ asset: LOOSE_ASSET })).toBeNull();
    expect(siteOf({})).toBeNull();
    expect(siteOf({ asset: PUMP, site: ROOM })).toBe(ROOM);
  });

  test('without a title of its own goes by the template’s name', () => {
    const hidden = REPAIR.fields.map((field) =>
      field.key === 'title' ? { ...field, visibleWhen: { op: 'filled', fact: 'values.asset' } as const } : field,
    );
    expect(ticketAfter({ ...REPAIR, fields: hidden }, [now({})]).title).toBe('物业报修');
  });

  test('may be closed at once by the flow', () => {
    const trifle = now({ category: '其他', priority: 'low' });
    const { decision } = answer(opening(BRANCHED), trifle);
    expect(decision).toMatchObject({ ok: true, value: [{ type: 'ticket.created' }, { type: 'ticket.closed' }] });
    expect(ticketAfter(BRANCHED, [trifle])).toMatchObject({ phase: 'closed', endedAt: START, work: [], workCount: 0 });
  });

  test('of the manager’s is the manager’s', () => {
    expect(ticketAfter(REPAIR, [act(MANAGER, report())])).toMatchObject({
      requesterId: MANAGER.id,
      people: [MANAGER.id],
      pools: ['dispatcher'],
      version: 2,
      workCount: 1,
    });
  });
});
