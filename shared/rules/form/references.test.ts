import { field } from '../../testing/template';
import { BUILDING, PUMP, picture, SIGNATURE, VOICE } from '../../testing/world';
import { referencesIn } from './references';

const fields = [
  field('before', 'photo'),
  field('after', 'photo', { node: 'repair' }),
  field('sign', 'signature', { node: 'accept' }),
  field('site', 'site'),
  field('asset', 'asset'),
  field('said', 'voice'),
  field('checked', 'checklist', { node: 'repair' }),
  field('words', 'text'),
  field('constructor', 'photo'),
];

test('names every record that a form points to, whichever the node', () => {
  const values = {
    before: [picture(1), picture(2)],
    after: [picture(3)],
    sign: SIGNATURE,
    site: BUILDING,
    asset: PUMP,
    said: { file: VOICE, seconds: 9 },
    checked: { checks: { plate: [picture(5)], amps: 3, clean: true } },
    words: picture(4),
  };
  expect(referencesIn(fields, values)).toEqual({
    files: [picture(1), picture(2), picture(3), SIGNATURE, picture(5)],
    voices: [VOICE],
    sites: [BUILDING],
    assets: [PUMP],
  });
});

test('of an empty form there are none', () => {
  const nothing = { files: [], voices: [], sites: [], assets: [] };
  expect(referencesIn(fields, {})).toEqual(nothing);
  expect(referencesIn(fields, { before: [], sign: '', said: '', checked: '', site: '', asset: '' })).toEqual(nothing);
});

test('what is no id points nowhere, however long it is', () => {
  const text = '<img src=x onerror=alert(1)>';
  expect(referencesIn(fields, { sign: text, site: text.slice(0, 20), asset: '长'.repeat(5000) })).toEqual({
    files: [],
    voices: [],
    sites: [],
    assets: [],
  });
});

test('values of the wrong kind point nowhere', () => {
  expect(referencesIn(fields, { before: 'x', sign: [picture(1)], site: { stars: 1 } })).toEqual({
    files: [],
    voices: [],
    sites: [],
    assets: [],
  });
});
