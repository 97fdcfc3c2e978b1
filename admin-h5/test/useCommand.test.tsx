import { act, renderHook } from '@testing-library/react';
import { useCommand } from '../src/lib/useCommand';
import { serve } from './stage';

const ticketId = 't0000000000000000001' as never;
const keysOf = (sent: ReturnType<typeof serve>) => sent.map(({ headers }) => headers['Idempotency-Key']);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('pressing again after silence uses the same key; other words, another key', async () => {
  const sent = serve(() => {
    throw new TypeError('network');
  });
  const { result } = renderHook(() => useCommand('ticket.comment'));
  const say = (text: string) =>
    act(async () => {
      void result.current.send({ ticketId, text });
      await jest.runAllTimersAsync();
    });
  await say('到了吗');
  await say('到了吗');
  await say('到哪了');
  const keys = keysOf(sent);
  expect(new Set(keys.slice(0, 6)).size).toBe(1);
  expect(keys[6]).not.toBe(keys[0]);
  expect(result.current.refusal?.code).toBe('offline');
});

test('after an answer, the same words are a new command', async () => {
  const sent = serve();
  const { result } = renderHook(() => useCommand('ticket.urge'));
  serve(() => ({ status: 200, body: {} }));
  const again = serve(() => ({ status: 200, body: {} }));
  await act(async () => void (await result.current.send({ ticketId })));
  await act(async () => void (await result.current.send({ ticketId })));
  expect(sent).toHaveLength(0);
  expect(new Set(keysOf(again)).size).toBe(2);
});
