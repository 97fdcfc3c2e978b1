// The basket, case by case: what a step leaves of it.
import { describe, expect, test } from '@jest/globals';
import {
  again,
  asComment,
  type Basket,
  conflicted,
  done,
  drop,
  EMPTY,
  type Entry,
  freeze,
  localsIn,
  missingPictures,
  notTaken,
  type Picture,
  put,
  refusedPicture,
  type Seen,
  sendable,
  uploaded,
} from './basket';
import { readBasket } from './read';

const seen: Seen = {
  version: 5,
  node: 'repair',
  phase: 'active',
  assignee: 'm1',
  nodeTitle: { zh: '', en: '' },
  assigneeName: '',
};
const entry = (key: string, lane: string, more: Partial<Entry> = {}): Entry => ({
  key,
  lane,
  name: 'ticket.depart',
  input: { ticketId: lane },
  seen,
  by: 'm1',
  at: 0,
  title: '水管漏水',
  frozen: null,
  conflict: null,
  without: false,
  ...more,
});
const picture = (key: string, more: Partial<Picture> = {}): Picture => ({
  key,
  path: key,
  name: key,
  bytes: 1,
  by: 'm1',
  at: Date.now(),
  fileId: null,
  refused: null,
  mark: null,
  label: null,
  ...more,
});
const basketOf = (entries: readonly Entry[], pictures: readonly Picture[] = []): Basket => ({
  ...entries.reduce(put, EMPTY),
  pictures,
});
const first = (basket: Basket): Entry => basket.entries[0] as Entry;
const CLASH = { code: 'taken', message: '已被接单', now: null };

describe('what goes next', () => {
  test('the first of each ticket, of this person only', () => {
    const basket = basketOf([entry('a', 'k1'), entry('b', 'k1'), entry('c', 'k2'), entry('d', 'k3', { by: 'm2' })]);
    expect(sendable(basket, 'm1').map(({ key }) => key)).toEqual(['a', 'c']);
    expect(sendable(basket, 'm2').map(({ key }) => key)).toEqual(['d']);
  });
  test('a clash holds up its own ticket and no other', () => {
    const basket = conflicted(basketOf([entry('a', 'k1'), entry('b', 'k1'), entry('c', 'k2')]), 'a', CLASH);
    expect(sendable(basket, 'm1').map(({ key }) => key)).toEqual(['c']);
  });
});

describe('the version', () => {
  test('is the one on the screen, or what our own doing made of it', () => {
    const basket = basketOf([entry('a', 'k1'), entry('b', 'k1')]);
    expect(first(freeze(basket, 'a')).frozen).toEqual({ ticketId: 'k1', version: 5 });
    const later = freeze(done(basket, 'a', { ...seen, version: 7 }), 'b');
    expect(first(later).frozen).toEqual({ ticketId: 'k1', version: 7 });
  });
  test('is left out where it does not matter, and when the person says: anyway', () => {
    expect(first(freeze(basketOf([entry('a', 'k1', { seen: null })]), 'a')).frozen).toEqual({ ticketId: 'k1' });
    const anyway = again(conflicted(freeze(basketOf([entry('a', 'k1')]), 'a'), 'a', CLASH), 'a', 'fresh');
    expect(first(freeze(anyway, 'fresh'))).toMatchObject({ key: 'fresh', frozen: { ticketId: 'k1' }, conflict: null });
  });
});

describe('pictures', () => {
  const withPhotos = entry('a', 'k1', {
    input: { ticketId: 'k1', values: { photos: ['local:p', 'local:q'], sign: 'local:s' } },
  });

  test('are found however deep, and go out as what the server calls them', () => {
    expect(localsIn(withPhotos.input)).toEqual(['local:p', 'local:q', 'local:s']);
    let basket = basketOf(
      [withPhotos],
      ['p', 'q', 's'].map((key) => picture(key)),
    );
    expect(missingPictures(basket, withPhotos)).toHaveLength(3);
    for (const key of ['p', 'q', 's']) basket = uploaded(basket, key, `f-${key}`);
    expect(first(freeze(basket, 'a')).frozen?.values).toEqual({ photos: ['f-p', 'f-q'], sign: 'f-s' });
  });
  test('of a form that is still open stay, whatever else is sent', () => {
    const basket = basketOf([entry('a', 'k1')], [picture('open', { fileId: 'f1' })]);
    expect(done(basket, 'a', seen).pictures).toHaveLength(1);
  });
  test('go with the command that brought them, done or dropped', () => {
    const basket = basketOf([withPhotos], [picture('p', { fileId: 'f1' }), picture('other')]);
    expect(done(basket, 'a', seen).pictures.map(({ key }) => key)).toEqual(['other']);
    expect(drop(basket, 'a').pictures.map(({ key }) => key)).toEqual(['other']);
  });
  test('that the server does not take are asked about, and left out when the person says so', () => {
    const basket = notTaken(basketOf([withPhotos], [picture('p'), picture('q', { fileId: 'f-q' })]), 'p', 'HEIC');
    expect(refusedPicture(basket, withPhotos)?.key).toBe('p');
    const anyway = again(basket, 'a', 'fresh');
    expect(refusedPicture(anyway, first(anyway))).toBeUndefined();
    expect(first(freeze(anyway, 'fresh')).frozen?.values).toEqual({ photos: ['f-q'], sign: '' });
  });
});

test('as a remark it keeps its ticket and its pictures', () => {
  const basket = basketOf([entry('a', 'k1', { input: { ticketId: 'k1', photos: ['local:p'] } })], [picture('p')]);
  expect(first(asComment(basket, 'a', 'fresh', '没有生效'))).toMatchObject({
    key: 'fresh',
    name: 'ticket.comment',
    input: { ticketId: 'k1', text: '没有生效', photos: ['local:p'] },
    seen: null,
  });
});

describe('what lies in storage', () => {
  const old = Date.now() - 30 * 24 * 3_600_000;
  test.each([
    ['nothing', ''],
    ['half of it', { entries: 7 }],
    ['a text', 'x'],
    ['an entry without a key', { entries: [{ lane: 'k1' }] }],
  ])('%s: an empty basket', (_, raw) => {
    expect(readBasket(raw).entries).toEqual([]);
  });
  test('an old picture stays while a command needs it; one of a form long given up goes', () => {
    const kept = basketOf(
      [entry('a', 'k1', { input: { photos: ['local:p'] } })],
      [picture('p', { at: old }), picture('lost', { at: old }), picture('new')],
    );
    const read = readBasket(JSON.parse(JSON.stringify(kept)));
    expect(read.pictures.map(({ key }) => key)).toEqual(['p', 'new']);
    expect(read.entries).toEqual(kept.entries);
  });
  test('what the server is to write on a picture outlives the app; a picture of an older version has nothing to be written', () => {
    const mark = { ticketId: 'k1', takenAt: 1_700_000_000_000 };
    const { mark: _, ...older } = picture('older', { at: Date.now() });
    const raw = { entries: [], pictures: [picture('p', { at: Date.now(), mark }), older], known: {} };
    const read = readBasket(JSON.parse(JSON.stringify(raw)));
    expect(read.pictures.map((one) => one.mark)).toEqual([mark, null]);
  });
});

describe('something said', () => {
  const note = { file: 'local:v', seconds: 7 };
  const complete = entry('a', 'k1', {
    name: 'ticket.complete',
    input: { ticketId: 'k1', values: { said: note, photos: ['local:p'], list: { checks: { plate: ['local:q'] } } } },
  });
  const on = (key: string) => picture(key, { fileId: `f-${key}` });

  test('goes out with its file; lost for good, it goes as a whole', () => {
    const there = basketOf([complete], [on('v'), on('p'), on('q')]);
    expect(first(freeze(there, 'a')).frozen?.values).toEqual({
      said: { file: 'f-v', seconds: 7 },
      photos: ['f-p'],
      list: { checks: { plate: ['f-q'] } },
    });
    const lost = basketOf([complete], [picture('v', { refused: '录音太大' }), on('p'), on('q')]);
    expect(first(freeze(lost, 'a')).frozen?.values).toEqual({ photos: ['f-p'], list: { checks: { plate: ['f-q'] } } });
    const remark = entry('b', 'k1', { input: { ticketId: 'k1', text: '语音留言', voice: note } });
    const alone = basketOf([remark], [picture('v', { refused: '录音太大' })]);
    expect(first(freeze(alone, 'b')).frozen).toEqual({ ticketId: 'k1', version: 5, text: '语音留言' });
  });

  test('in a remark stays something said, and is no photo', () => {
    const basket = basketOf([complete], [on('v'), on('p'), on('q')]);
    expect(first(asComment(basket, 'a', 'fresh', '没有生效')).input).toEqual({
      ticketId: 'k1',
      text: '没有生效',
      photos: ['local:p', 'local:q'],
      voice: note,
    });
  });
});
