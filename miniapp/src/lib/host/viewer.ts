// Pictures over the whole window, one beside the other: a swipe leads to the next, a tap, Escape or the back key closes. In place
// of Taro's own, which brings a carousel of a hundred kilobytes along with every page.
import { cover } from '../cover';
import { currentLanguage } from '../language';

const WORDS = {
  'zh-CN': { viewer: '查看照片', close: '关闭', picture: (no: number) => `照片 ${no}` },
  en: { viewer: 'Photos', close: 'Close', picture: (no: number) => `Photo ${no}` },
};

/** `current` is one of `paths`, which are addresses for <img>. */
export function viewPictures(paths: readonly string[], current: string): void {
  const words = WORDS[currentLanguage()];
  const before = document.activeElement;
  const view = made('div', 'viewer', { role: 'dialog', 'aria-modal': 'true', 'aria-label': words.viewer });
  const row = view.appendChild(made('div', 'viewer__row'));
  for (const [at, path] of paths.entries()) {
    const picture = made('img', 'viewer__picture', { src: path, alt: words.picture(at + 1) });
    row.appendChild(made('div', 'viewer__one')).appendChild(picture);
  }
  const close = view.appendChild(made('button', 'viewer__close', { type: 'button', 'aria-label': words.close }));
  close.textContent = '×';

  const end = () => {
    uncover();
    view.remove();
    window.removeEventListener('hashchange', end);
    document.removeEventListener('keydown', onKey);
    if (before instanceof HTMLElement) before.focus();
  };
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight') row.scrollBy({ left: row.clientWidth, behavior: 'smooth' });
    if (key === 'ArrowLeft') row.scrollBy({ left: -row.clientWidth, behavior: 'smooth' });
  };
  const uncover = cover(end);
  view.addEventListener('click', end);
  window.addEventListener('hashchange', end);
  document.addEventListener('keydown', onKey);
  document.body.appendChild(view);
  row.scrollLeft = Math.max(0, paths.indexOf(current)) * row.clientWidth;
  close.focus();
}

function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
