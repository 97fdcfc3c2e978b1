// Given these items and these answers: what is still open, what does not fit, and what is out of order.
import type { CheckAnswers, CheckItem, Field } from '../../model/field';
import { field } from '../../testing/template';
import { picture } from '../../testing/world';
import { checkForm } from './check';
import { flaggedItems, isFlagged } from './checklist';

const both = (text: string) => ({ zh: text, en: text });
const ITEMS: readonly CheckItem[] = [
  { key: 'door', kind: 'tick', label: both('门') },
  { key: 'amps', kind: 'number', label: both('电流'), unit: 'A', low: 2, high: 8 },
  {
    key: 'belt',
    kind: 'choice',
    label: both('皮带'),
    options: [
      { value: 'good', label: both('正常') },
      { value: 'worn', label: both('磨损'), bad: true },
    ],
  },
  { key: 'plate', kind: 'photo', label: both('铭牌') },
  { key: 'constructor', kind: 'number', label: both('备用'), optional: true },
];
const ALL: CheckAnswers = { door: true, amps: 5, belt: 'good', plate: [picture(1)] };
const list = (more: Partial<Field> = {}): Field =>
  field('list', 'checklist', { node: 'work', items: [...ITEMS], ...more });
const problems = (checks: CheckAnswers, { draft = false, required = true } = {}) =>
  checkForm([list({ required })], 'work', { list: { checks } }, { draft }).problems;
const without = (...keys: string[]): CheckAnswers =>
  Object.fromEntries(Object.entries(ALL).filter(([key]) => !keys.includes(key)));

describe('what is demanded', () => {
  test.each<[string, CheckAnswers, object[]]>([
    ['everything answered', ALL, []],
    ['the optional one as well', { ...ALL, constructor: 3 } as CheckAnswers, []],
    ['one open', without('amps'), [{ key: 'list', problem: 'checks', limit: 1 }]],
    ['three open', without('amps', 'belt', 'door'), [{ key: 'list', problem: 'checks', limit: 3 }]],
    ['nothing at all', {}, [{ key: 'list', problem: 'required' }]],
    ['unticked again', { ...ALL, door: false }, [{ key: 'list', problem: 'checks', limit: 1 }]],
    ['a photo item without a photo', { ...ALL, plate: [] }, [{ key: 'list', problem: 'checks', limit: 1 }]],
    ['a number of nothing', { ...ALL, amps: 0 }, []],
    ['out of range, and said so', { ...ALL, amps: 99 }, []],
    ['a number in words', { ...ALL, amps: '5' }, [{ key: 'list', problem: 'type' }]],
    ['a tick for a number', { ...ALL, amps: true }, [{ key: 'list', problem: 'type' }]],
    ['a choice that is none', { ...ALL, belt: 'new' }, [{ key: 'list', problem: 'type' }]],
    ['an item that is not on the list', { ...ALL, oil: true }, [{ key: 'list', problem: 'type' }]],
  ])('%s', (_name, checks, expected) => expect(problems(checks)).toEqual(expected));

  test('a list begun must be finished, even one that could have been left out', () => {
    expect(problems({}, { required: false })).toEqual([]);
    expect(problems({ door: true }, { required: false })).toEqual([{ key: 'list', problem: 'checks', limit: 3 }]);
  });

  test('a draft may be half done, and still must fit', () => {
    expect(problems({ door: true }, { draft: true })).toEqual([]);
    expect(problems({ amps: 'x' }, { draft: true })).toEqual([{ key: 'list', problem: 'type' }]);
  });

  test('anything else is no checklist', () => {
    const other = checkForm([list()], 'work', { list: '都正常' }).problems;
    expect(other).toEqual([{ key: 'list', problem: 'type' }]);
  });
});

describe('what is flagged', () => {
  test.each([
    [1.99, true],
    [2, false],
    [8, false],
    [8.01, true],
  ])('%d A', (amps, flagged) => expect(isFlagged(ITEMS[1] as CheckItem, amps)).toBe(flagged));

  test('a range with one end only', () => {
    const item: CheckItem = { key: 'x', kind: 'number', label: both('x'), high: 3 };
    expect([isFlagged(item, -100), isFlagged(item, 4)]).toEqual([false, true]);
  });

  test('a bad choice; nothing that is open', () => {
    expect(flaggedItems(ITEMS, { amps: 9, belt: 'worn' }).map(({ key }) => key)).toEqual(['amps', 'belt']);
    expect(flaggedItems(ITEMS, {})).toEqual([]);
    expect(flaggedItems(ITEMS, ALL)).toEqual([]);
  });
});
