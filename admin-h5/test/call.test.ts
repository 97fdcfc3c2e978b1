import { call } from '../src/lib/call';
import { onSignedOut } from '../src/lib/signedOut';
import { serve } from './stage';

const ticketId = 't0000000000000000001' as never;
const broken = () => {
  throw new TypeError('network');
};

describe('call', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('a command that broke off is sent again with the same key, and acts once', async () => {
    let turn = 0;
    const sent = serve(() => (turn++ === 0 ? broken() : { status: 200, body: { ticket: {}, actions: [] } }));
    const answer = call('ticket.accept', { ticketId });
    await jest.runAllTimersAsync();
    expect((await answer).ok).toBe(true);
    expect(sent).toHaveLength(2);
    expect(sent[0]?.headers['Idempotency-Key']).toMatch(/^[\w-]{22}$/);
    expect(sent[1]?.headers['Idempotency-Key']).toBe(sent[0]?.headers['Idempotency-Key']);
  });

  test('two commands have two keys; a read has none', async () => {
    const sent = serve(() => ({ status: 200, body: {} }));
    await Promise.all([
      call('ticket.accept', { ticketId }),
      call('ticket.accept', { ticketId }),
      call('ticket.get', { ticketId }),
    ]);
    const [first, second, read] = sent.map(({ headers }) => headers['Idempotency-Key']);
    expect(first).not.toBe(second);
    expect(read).toBeUndefined();
  });

  test('a refusal comes back as a value, at once, with words, data and the request’s number', async () => {
    const sent = serve(() => ({
      status: 409,
      body: { error: { code: 'taken', message: '已被李工接单', data: { name: '李工' }, requestId: 'r7' } },
    }));
    const answer = await call('ticket.accept', { ticketId });
    expect(answer).toEqual({
      ok: false,
      refusal: { code: 'taken', message: '已被李工接单', data: { name: '李工' }, requestId: 'r7' },
    });
    expect(sent).toHaveLength(1);
  });

  test('busy is tried again; a silence that lasts is told as offline', async () => {
    const sent = serve(() => ({ status: 503, body: { error: { code: 'busy', message: '忙' } } }));
    const busy = call('ticket.accept', { ticketId });
    await jest.runAllTimersAsync();
    expect(await busy).toMatchObject({ refusal: { code: 'busy' } });
    expect(sent).toHaveLength(3);
    serve(broken);
    const silent = call('ticket.accept', { ticketId });
    await jest.runAllTimersAsync();
    expect(await silent).toMatchObject({ refusal: { code: 'offline', message: '网络不通，请稍后再试' } });
  });

  test('a lost session is announced; a proxy’s page is no answer', async () => {
    const heard = jest.fn();
    const stop = onSignedOut(heard);
    serve(() => ({ status: 401, body: { error: { code: 'signed_out', message: '请先登录' } } }));
    await call('ticket.get', { ticketId });
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    serve(() => ({ status: 413, body: '<html>' }));
    const answer = call('ticket.accept', { ticketId });
    await jest.runAllTimersAsync();
    expect(await answer).toMatchObject({ refusal: { code: 'offline' } });
  });

  test('it says which language and which channel', async () => {
    const sent = serve(() => ({ status: 200, body: {} }));
    await call('session.get', {});
    expect(sent[0]?.headers).toMatchObject({ 'Accept-Language': 'zh-CN', 'X-Paidan-Channel': 'console' });
  });
});
