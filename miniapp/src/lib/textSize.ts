// How large the phone's owner wants text in a mini-program, as a multiple of the usual. A browser does that by itself (ui/browser.scss).
import Taro from '@tarojs/taro';

/** `fontSizeSetting`, in px (Taro's getAppBaseInfo and getSystemInfoSync): 16 or 17 unless somebody has changed it, by the phone's system. */
const USUAL = 17;
/** Larger than that, and a line holds a few words. */
const MOST = 1.6;

/** 1 where the host does not say, and where somebody likes it small: nobody is to read less than we wrote. */
export function textSize(): number {
  const size = sizeOf(base()) ?? sizeOf(Taro.getSystemInfoSync());
  return size === undefined ? 1 : Math.min(MOST, Math.max(1, size / USUAL));
}

/** WeCom has none. */
const base = (): unknown => (typeof Taro.getAppBaseInfo === 'function' ? Taro.getAppBaseInfo() : undefined);

function sizeOf(info: unknown): number | undefined {
  const { fontSizeSetting: size } = (info ?? {}) as { fontSizeSetting?: unknown };
  return typeof size === 'number' && Number.isFinite(size) ? size : undefined;
}
