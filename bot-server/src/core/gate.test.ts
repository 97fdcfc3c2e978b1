import { makeGate } from './gate';

test('no more than so many at once, everybody in turn, and a failure holds up nobody', async () => {
  const gate = makeGate(2);
  const order: number[] = [];
  let [inside, most] = [0, 0];
  const work = (no: number) => async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(no);
    inside -= 1;
    if (no === 1) throw new Error('one fails');
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((no) => gate(work(no))));
  expect([most, inside]).toEqual([2, 0]);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  expect(results.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
});
