// What browsers are told to refuse on our behalf.
import type { Clock } from '../core/clock';
import type { Ctx } from './context';

const BASE = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
];
/** Nothing inline: neither script nor style. */
export const STRICT_CSP = [...BASE, "style-src 'self'"].join('; ');
/** Taro's components for browsers bring styles in <style> elements of their own making, and a font in a data address. */
export const MINIAPP_CSP = [...BASE, "style-src 'self' 'unsafe-inline'", "font-src 'self' data:"].join('; ');
/** Answers of the API and files are no pages. */
export const DATA_CSP = "sandbox; default-src 'none'; frame-ancestors 'none'";

const PERMISSIONS = 'geolocation=(self), camera=(self), microphone=(self), payment=(), usb=(), browsing-topics=()';
const YEAR = 365 * 24 * 3600;

export function makeHeaders(publicUrl: string | undefined, clock: Clock) {
  const https = publicUrl?.startsWith('https:') ?? false;
  return async (ctx: Ctx, next: () => Promise<void>): Promise<void> => {
    ctx.set({
      'Content-Security-Policy': ctx.path.startsWith('/api/') ? DATA_CSP : STRICT_CSP,
      'X-Content-Type-Options': 'nosniff',
      // A phone whose clock is wrong measures promises by this one, in milliseconds.
      ...(ctx.path.startsWith('/api/') && { 'X-Paidan-Now': String(clock.now()) }),
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': PERMISSIONS,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      ...(https && { 'Strict-Transport-Security': `max-age=${YEAR}` }),
    });
    await next();
  };
}
