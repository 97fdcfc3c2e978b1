// Whoever has no account may send long texts: judging them keeps nobody else waiting.
import { runInNewContext } from 'node:vm';
import { HOLD_REASONS } from '@paidan/shared/kinds';
import { judge } from '@paidan/shared/rules/guest/judge';

/** Milliseconds, where it takes some hundreds, and hours if the letters are looked at from every place anew. */
const HANGS = 60_000;

test.each([
  ...['a', '加', '微信', 'a-', '1', ' ', 'http', '.c', '加 ', '微信 ', 'qq号', 'v:x '].map(
    (piece) => ['', piece] as const,
  ),
  ...[' ', '号', ':', '号 ', ' :', 'a', '-'].map((piece) => ['微信', piece] as const),
  ['加', ' '],
] as const)('however much is written, each letter is looked at a few times: %s, %j again and again', (first, piece) => {
  // A hundred times what a form lets through.
  const text = `${first}${piece.repeat(1_000_000 / piece.length)}!`;
  const look = { words: [text], photos: 0, trap: '', took: null, repeated: false };
  const work = () => void judge(look, HOLD_REASONS);
  expect(() => runInNewContext('work()', { work }, { timeout: HANGS })).not.toThrow();
});
