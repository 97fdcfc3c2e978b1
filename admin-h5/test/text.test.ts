import { issueWords } from '@paidan/shared/text/issues';
import { channelsEn } from '../src/text/channels.en';
import { channelsZh } from '../src/text/channels.zh';
import { en as baseEn } from '../src/text/en';
import { eraseEn } from '../src/text/erase.en';
import { eraseZh } from '../src/text/erase.zh';
import { guestEn } from '../src/text/guest.en';
import { guestZh } from '../src/text/guest.zh';
import { numberEn } from '../src/text/number.en';
import { numberZh } from '../src/text/number.zh';
import { zh as baseZh } from '../src/text/zh';

const zh = { ...baseZh, guest: guestZh, channels: channelsZh, number: numberZh, erase: eraseZh };
const en = { ...baseEn, guest: guestEn, channels: channelsEn, number: numberEn, erase: eraseEn };
/** The platforms' own names for their values are the same in both. */
const OWN_NAME = /^\.channels\.account\.parts\..*\.label$/;

type Leaf = readonly [string, unknown];
const leaves = (tree: unknown, path = ''): Leaf[] =>
  typeof tree === 'object' && tree !== null
    ? Object.entries(tree).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
    : [[path, tree]];

/** A sentence with its blanks filled: with numbers, or with a list where it wants one. */
function said(value: unknown): string {
  if (typeof value !== 'function') return String(value);
  const sentence = value as (...args: unknown[]) => unknown;
  try {
    return String(sentence(3, 2, 1));
  } catch {
    return String(sentence(['1', '2']));
  }
}

test('both languages say the same things, none of them empty', () => {
  const [chinese, english] = [leaves(zh), leaves(en)];
  expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path));
  for (const [path, value] of [...chinese, ...english]) expect([path, said(value).trim()]).not.toEqual([path, '']);
});

/** Its punctuation as well. */
const HAN = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

test('the English is English, the Chinese Chinese', () => {
  for (const [path, value] of leaves(en)) expect([path, HAN.test(said(value))]).toEqual([path, false]);
  const foreign = leaves(zh).filter(([path, value]) => !OWN_NAME.test(path) && !/[\u3400-\u9fff\d]/.test(said(value)));
  expect(foreign.map(([path]) => path)).toEqual([]);
});

test('what a record’s field is called, its history says as the refusal of a wrong value does', () => {
  for (const [locale, { records }] of [
    ['zh-CN', zh],
    ['en', en],
  ] as const) {
    const told: Readonly<Record<string, string>> = records.historyFields;
    const refused = issueWords(locale).names;
    const both = Object.keys(told).filter((key) => key in refused);
    expect(both.length).toBeGreaterThan(10);
    expect(both.map((key) => told[key])).toEqual(both.map((key) => refused[key]));
  }
});
