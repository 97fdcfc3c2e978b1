// What came of what somebody just did is said at the bottom, above what can be pressed; sheets close in every usual way.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { hush, tell } from '../src/lib/told';
import { Foot } from '../src/ui/Foot';
import { Sheet } from '../src/ui/Sheet';
import { Tabs } from '../src/ui/Tabs';
import { Toast } from '../src/ui/Toast';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  act(hush);
  cleanup();
  jest.useRealTimers();
});

describe('what was done', () => {
  test('comes into a region that stood there before, so that it is read out', async () => {
    render(<Toast />);
    const region = screen.getByRole('status');
    expect(region.textContent).toBe('');
    act(() => tell('已催办'));
    expect(within(region).getByText('已催办')).toBeTruthy();
    expect(screen.getByRole('status')).toBe(region);
  });

  test('goes by itself once it was read, bad news later; a press takes it away', () => {
    render(<Toast />);
    act(() => tell('已补充'));
    act(() => void jest.advanceTimersByTime(6_100));
    expect(screen.queryByText('已补充')).toBeNull();
    act(() => tell('没有登记电话', 'bad'));
    act(() => void jest.advanceTimersByTime(6_100));
    fireEvent.click(screen.getByText('没有登记电话'));
    expect(screen.queryByText('没有登记电话')).toBeNull();
  });

  test('what is said later takes the place of what was said before, and stays its own time', () => {
    render(<Toast alone />);
    act(() => tell('第一句'));
    act(() => void jest.advanceTimersByTime(5_000));
    act(() => tell('第二句'));
    act(() => void jest.advanceTimersByTime(5_000));
    expect(screen.queryByText('第一句')).toBeNull();
    expect(screen.getByText('第二句')).toBeTruthy();
  });
});

describe('where it is said', () => {
  test.each([
    ['what is to be done next', 'foot', <Foot key="foot" told />],
    ['the homes of the app', 'tabs', <Tabs key="tabs" here="mine" told />],
  ])(
    'on top of %s, so that it covers nothing of it however high that is; the page ends below it',
    (_, carrier, page) => {
      const { container } = render(page);
      expect(container.querySelector('.toast__room')).toBeNull();
      act(() => tell('已催办'));
      expect(screen.getByText('已催办').closest(`.${carrier}`)).not.toBeNull();
      expect(container.querySelector('.toast__room')).not.toBeNull();
      act(hush);
      expect(container.querySelector('.toast__room')).toBeNull();
    },
  );

  test('what carries nothing has no region', () => {
    render(<Foot>{null}</Foot>);
    expect(screen.queryByRole('status')).toBeNull();
  });
});

test('a mini-program’s sheet has no entry in a browser’s history', async () => {
  const before = window.history.length;
  render(
    <Sheet closeLabel="关闭" onClose={() => {}}>
      words
    </Sheet>,
  );
  await act(async () => void (await import('../src/lib/coverH5')));
  expect([window.history.length, window.history.state]).toEqual([before, null]);
});

describe('a sheet', () => {
  const closed = jest.fn();
  const open = (name: string, onClose: () => void = closed) => (
    <Sheet closeLabel={name} onClose={onClose}>
      {name}
    </Sheet>
  );
  beforeEach(() => {
    closed.mockClear();
    process.env.TARO_ENV = 'h5';
  });
  afterEach(() => {
    delete process.env.TARO_ENV;
  });

  test('closes by its button, which says so', () => {
    render(open('关闭'));
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '关闭' }));
    expect(closed).toHaveBeenCalledTimes(1);
  });

  test('closes by a press beside it, not on it', () => {
    render(open('关闭'));
    const panel = screen.getByRole('dialog');
    fireEvent.click(panel);
    expect(closed).not.toHaveBeenCalled();
    fireEvent.click(panel.parentElement?.firstElementChild as Element);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  test('Escape closes the one on top, and none once all are closed', async () => {
    const below = jest.fn();
    const { rerender } = render(
      <div>
        {open('下面', below)}
        {open('上面')}
      </div>,
    );
    await act(async () => void (await import('../src/lib/coverH5')));
    const pressEscape = () => fireEvent.keyDown(document, { key: 'Escape' });
    pressEscape();
    expect([closed.mock.calls.length, below.mock.calls.length]).toEqual([1, 0]);
    rerender(<div>{open('下面', below)}</div>);
    pressEscape();
    expect([closed.mock.calls.length, below.mock.calls.length]).toEqual([1, 1]);
    rerender(<div />);
    pressEscape();
    expect([closed.mock.calls.length, below.mock.calls.length]).toEqual([1, 1]);
  });
});
