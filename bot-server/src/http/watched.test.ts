// A long answer while the database is away for a moment: that takes nothing away from anybody; a no does, also one that comes later.
import { Readable } from 'node:stream';
import { NotNow } from '../core/faults';
import { watched } from './watched';

/** Milliseconds between two looks: before each piece. */
const ALWAYS = -1;
const PIECES = ['一', '二', '三', '四'];
const away = () => Object.assign(new Error('planted'), { code: 'ECONNREFUSED' });

/** What arrived, and how it ended; `looks`: what each look comes to, the last of them from then on. */
async function read(
  ...looks: readonly (boolean | Error)[]
): Promise<{ arrived: string; ended: unknown; looked: number }> {
  let looked = 0;
  const mayStill = async () => {
    const found = looks[Math.min(looked++, looks.length - 1)];
    if (found instanceof Error) throw found;
    return found === true;
  };
  const pieces = Readable.from(PIECES.map((piece) => Buffer.from(piece)));
  let arrived = '';
  try {
    for await (const piece of watched(pieces, mayStill, ALWAYS)) arrived += String(piece);
  } catch (ended) {
    return { arrived, ended, looked };
  }
  return { arrived, ended: 'whole', looked };
}

test('who may still have it gets the whole, also where the database does not answer now and then, or no more', async () => {
  const whole = { arrived: PIECES.join(''), ended: 'whole', looked: PIECES.length };
  expect(await read(true)).toEqual(whole);
  expect(await read(away(), true)).toEqual(whole);
  expect(await read(true, new NotNow('planted'), true)).toEqual(whole);
  expect(await read(away())).toEqual(whole);
});

test('control: a no breaks it off, at once and where nobody could tell before', async () => {
  const no = { arrived: '', ended: expect.objectContaining({ code: 'ECANCELED' }) };
  expect(await read(false)).toEqual({ ...no, looked: 1 });
  expect(await read(away(), away(), false)).toMatchObject({ ended: no.ended, looked: 3 });
});

test('control: a fault that does not pass breaks it off', async () => {
  const fault = new TypeError('planted');
  expect(await read(true, fault, true)).toMatchObject({ ended: fault, looked: 2 });
});
