import { describe, expect, test } from '@jest/globals';
import { owns } from './own';

describe('owns', () => {
  test.each<[string, object, string, boolean]>([
    ['what it has', { a: 1 }, 'a', true],
    ['what it has, though undefined', { a: undefined }, 'a', true],
    ['nothing of its ancestors', {}, 'constructor', false],
    ['a name shadowed by itself', { constructor: 1 }, 'constructor', true],
    ['without ancestors', Object.create(null) as object, 'a', false],
  ])('%s', (_, object, name, expected) => {
    expect(owns(object, name)).toBe(expected);
  });
});
