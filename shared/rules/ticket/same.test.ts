import { foldSame, SAME_SAID, sameIn } from './same';

type Line = Parameters<typeof foldSame>[0][number] & { readonly seq: number };
let seq = 0;
const line = (text: string, by: object | null = null): Line => ({
  seq: ++seq,
  type: 'ticket.commented',
  by,
  data: { text, photos: [] },
});
const met = () => line(SAME_SAID.met);
const undone = () => line(SAME_SAID.undone);
const other = () => line('请带梯子', { id: 'm' });

const told = (items: readonly Line[]) => foldSame(items).map((item) => sameIn(item) ?? item.data.text);

describe('others who met the same', () => {
  test.each<readonly [string, () => readonly Line[], readonly unknown[]]>([
    ['nobody', () => [other()], ['请带梯子']],
    ['one', () => [met(), other()], [1, '请带梯子']],
    ['three, in one line where the last of them came', () => [met(), other(), met(), met()], ['请带梯子', 3]],
    ['taken back', () => [other(), met(), undone()], ['请带梯子']],
    ['taken back, and said again', () => [met(), undone(), other(), met()], ['请带梯子', 1]],
    ['one of three took it back', () => [met(), met(), other(), met(), undone()], [2, '请带梯子']],
    ['what a page of the story begins with may have come before it', () => [undone(), met()], [1]],
  ])('%s', (_, items, expected) => expect(told(items())).toEqual(expected));

  test('nobody’s own words are taken for it', () => {
    const copied = line(SAME_SAID.met, { id: 'm' });
    expect(foldSame([copied])).toEqual([copied]);
  });

  test('the line keeps its place in the story', () => {
    const [first, second] = [met(), met()];
    expect(foldSame([first, second])).toEqual([{ ...second, data: { same: 2 } }]);
  });
});
