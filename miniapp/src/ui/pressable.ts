// What makes a View a button: for fingers everywhere, and in a browser for keyboards and screen readers too.
const inBrowser = process.env.TARO_ENV === 'h5';

export function pressable(press: () => void, label?: string) {
  return {
    onClick: press,
    role: 'button',
    ...(label ? { 'aria-label': label } : {}),
    ...(inBrowser ? { tabIndex: 0, onKeyDown: onKey(press) } : {}),
  };
}

const onKey = (press: () => void) => (event: { key: string; preventDefault: () => void }) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  press();
};
