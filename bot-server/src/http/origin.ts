// A cookie comes along by itself, so a browser must also say that the request starts from our own pages (CSRF).
import type { Ctx } from './context';

/** True when another website is behind the request. Programs that are no browsers send neither header. */
export function isForeign(ctx: Ctx, publicUrl: string | undefined): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site !== 'same-origin' && site !== 'none';
  const origin = ctx.get('Origin');
  if (origin === '') return false;
  if (origin === publicUrl) return false;
  return hostOf(origin) !== ctx.host;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
