// To the first thing that is still wrong, as it stands on the page, whatever order the rules have looked in.
import type { Field } from '@paidan/shared/model/field';
import type { Problem } from '@paidan/shared/rules/form/check';
import Taro from '@tarojs/taro';
import { idOf } from './Form';

/** Pixels that stay free above it, and the time that it takes to get there. */
const [ABOVE, MS] = [-72, 160];

/** `fields`: in the order in which they are shown. Answers how many are wrong. */
export function leadToFirst(fields: readonly Field[], problems: readonly Problem[]): number {
  const first = fields.find(({ key }) => problems.some((problem) => problem.key === key));
  if (first) leadTo(idOf(first.key));
  return problems.length;
}

function leadTo(id: string): void {
  if (process.env.TARO_ENV === 'h5') bring(id);
  else void Promise.resolve(Taro.pageScrollTo({ selector: `#${id}`, offsetTop: ABOVE, duration: MS })).catch(() => {});
}

/** In a browser a sheet scrolls as well as a page, and what is to be filled in next can have the focus. */
function bring(id: string): void {
  // Pages that lie behind this one have fields of the same name.
  const shown = Array.from(document.querySelectorAll<HTMLElement>(`[id="${id}"]`)).filter(
    (one) => one.offsetParent !== null,
  );
  const field = shown[shown.length - 1];
  // Of a checklist, to the item that is still open.
  const at = field?.querySelector<HTMLElement>('.checks__open') ?? field;
  at?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  const focus = at?.tabIndex === 0 ? at : at?.querySelector<HTMLElement>('input, textarea, [tabindex="0"]');
  focus?.focus({ preventScroll: true });
}
