// Where the server is: in h5, where the page came from; in a packaged mini-program, what the build or the device says.
import { stored } from './stored';

const own = stored<string>('server', (raw) => (typeof raw === 'string' ? raw : ''));

const sameOrigin = process.env.TARO_ENV === 'h5';

/** Without a slash at its end; null when nobody has said yet. `other`: where somebody is about to sign in, in place of the remembered one. */
export function serverBase(other = ''): string | null {
  if (sameOrigin) return '';
  return tidy(other) || tidy(own.get()) || tidy(PAIDAN_SERVER) || null;
}

/** True when this build was not told where its server is, so that the person must be asked. */
export const asksForServer = (): boolean => !sameOrigin && !PAIDAN_SERVER;

export const rememberedServer = own.get;
export const rememberServer = (address: string): void => void own.set(tidy(address));

function tidy(address: string): string {
  const trimmed = address.trim().replace(/\/+$/, '');
  return trimmed && !/^https?:\/\//.test(trimmed) ? `https://${trimmed}` : trimmed;
}
