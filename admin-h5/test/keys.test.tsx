import { fireEvent, screen } from '@testing-library/react';
import ShortcutSheet from '../src/features/shell/ShortcutSheet';
import { useKeys } from '../src/lib/keys';
import { me } from './fake/data';
import { serve, stage } from './stage';

const [open, next] = [jest.fn(), jest.fn()];
function Pages() {
  useKeys({ 'g t': open });
  return null;
}
function Ticket() {
  useKeys({ s: next });
  return null;
}

test('the key after a prefix belongs to the sequence, whoever listens', () => {
  stage(
    <>
      <Ticket />
      <Pages />
    </>,
  );
  for (const key of ['g', 's']) fireEvent.keyDown(window, { key });
  expect(next).not.toHaveBeenCalled();
  fireEvent.keyDown(window, { key: 's' });
  expect(next).toHaveBeenCalledTimes(1);
  for (const key of ['g', 't']) fireEvent.keyDown(window, { key });
  expect(open).toHaveBeenCalledTimes(1);
});

test('the help lists what this person can do', () => {
  serve();
  const as = { ...me, member: { ...me.member, grants: ['ticket.dispatch' as const] } };
  stage(<ShortcutSheet onClose={() => {}} />, { as });
  expect(screen.getByText('去工单')).toBeTruthy();
  expect(screen.queryByText('去位置')).toBeNull();
  expect(screen.queryByText('去模板')).toBeNull();
});
