// Is this element within a few screens of what the person sees? Told again whenever that changes.
import Taro from '@tarojs/taro';

/** Pixels above and below: more than a thumb flings in the time that drawing takes. */
const AROUND = 3000;

/** `hear` gets whether it is near, and how high it is. Answers how to stop. */
export function watchNear(id: string, hear: (near: boolean, height: number) => void): () => void {
  return process.env.TARO_ENV === 'h5' ? inBrowser(id, hear) : inMiniProgram(id, hear);
}

function inBrowser(id: string, hear: (near: boolean, height: number) => void): () => void {
  const element = document.getElementById(id);
  if (element === null || typeof IntersectionObserver !== 'function') return () => {};
  const observer = new IntersectionObserver(
    (entries) => {
      const last = entries[entries.length - 1];
      if (last) hear(last.isIntersecting, last.boundingClientRect.height);
    },
    // Taro's pages scroll by themselves; only around what scrolls does a margin count.
    { root: element.closest('.taro_page'), rootMargin: `${AROUND}px 0px` },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

function inMiniProgram(id: string, hear: (near: boolean, height: number) => void): () => void {
  const { page } = Taro.getCurrentInstance?.() ?? {};
  if (!page) return () => {};
  try {
    const observer = Taro.createIntersectionObserver(page as never, {});
    observer.relativeToViewport({ top: AROUND, bottom: AROUND }).observe(`#${id}`, (seen) => {
      const { top = 0, bottom = 0 } = seen.boundingClientRect ?? {};
      hear((seen.intersectionRatio ?? 0) > 0, bottom - top);
    });
    return () => observer.disconnect();
  } catch {
    // Taro has a name for it on every host, also where the host has nothing behind it.
    return () => {};
  }
}
