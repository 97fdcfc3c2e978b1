// What makes a View a button: for fingers everywhere, and in a browser for keyboards and screen readers too.
const inBrowser = process.env.TARO_ENV === 'h5';

export function pressable(press: () => void, label?: string) {
  return {
    onClick: press,
    ...(label ? { ariaLabel: label } : {}),
    ...(inBrowser
      ? { role: 'button', tabIndex: 0, onKeyDown: onKey(press), ...(label ? { 'aria-label': label } : {}) }
      : { ariaRole: 'button' }),
  };
}

const onKey = (press: () => void) => (event: { key: string; preventDefault: () => void }) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  press();
};
