// What somebody without an account is known by: made on this device once, and sent to nobody but the server.
import { stored } from './stored';

const device = stored<string>('device', (raw) => (typeof raw === 'string' && raw.length >= 20 ? raw : ''));

/** Of 32 characters. Where the host has no good chance to offer, time and several throws together are as hard to guess. */
export function deviceId(): string {
  const known = device.get();
  if (known) return known;
  const made = `${strong() ?? ''}${weak()}${weak()}${weak()}${Date.now().toString(36)}`.slice(0, 32);
  device.set(made);
  return made;
}

const weak = (): string => Math.random().toString(36).slice(2, 12);

function strong(): string | null {
  if (typeof crypto === 'undefined' || typeof crypto.getRandomValues !== 'function') return null;
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
