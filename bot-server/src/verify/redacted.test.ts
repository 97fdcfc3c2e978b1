// Which of several erasings an event is held against.
import { event } from '../store/tables/event';
import { member } from '../store/tables/member';
import type { Reader } from '../store/unit';
import { leftOf, loadRedacted } from './redacted';

const erasing = (streamId: string, at: number, digest: string) => ({
  ...{ streamId, at },
  data: { reason: 'x', numbers: [], redacted: [{ streamId: 'account', seq: 1, digest }] },
});

test.each([[['a', 'b']], [['b', 'a']]])('the last one counts, in whatever order they are read: %s', async (ids) => {
  const told = [erasing('a', 2, 'last'), erasing('b', 1, 'before')];
  const find = async (table: unknown, { where }: { readonly where: { readonly streamId?: string } }) => {
    if (table === member) return ids.map((id) => ({ id }));
    return table === event ? told.filter(({ streamId }) => streamId === where.streamId) : [];
  };
  const redacted = await loadRedacted({ tenantId: 't', find } as unknown as Reader);
  expect(leftOf(redacted, 'account', { streamId: 'account', seq: 1 })).toBe('last');
  expect(leftOf(redacted, 'ticket', { streamId: 'account', seq: 1 })).toBeNull();
  expect(leftOf(redacted, 'account', { streamId: 'account', seq: 2 })).toBeNull();
});
