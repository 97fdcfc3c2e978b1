// Reading values that a stranger has sent: of the right type, or absent.
import { asObject } from './http';
import type { Faulty } from './refusal';

export type Shape = Readonly<Record<string, unknown>>;

export const bytes = (text: string): number => Buffer.byteLength(text);
export const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';
export const isUrl = (value: unknown): boolean => typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value);
export const isOneOf = (value: unknown, allowed: readonly unknown[]): boolean => allowed.includes(value);

/** Longer than allowed is cut, between two characters. */
export function cutBytes(text: string, most: number): string {
  if (bytes(text) <= most) return text;
  let [kept, size] = ['', 0];
  for (const sign of text) {
    size += bytes(sign);
    if (size > most) break;
    kept += sign;
  }
  return kept;
}
export const cutChars = (text: string, most: number): string => [...text].slice(0, most).join('');

/** The member as an object; absent is null, something else is a fault. */
export function part(fault: Faulty, holder: Shape, name: string, errcode = 40058): Shape | null {
  const value = holder[name];
  if (value === undefined || value === null) return null;
  const found = asObject(value);
  if (found === null) fault(errcode, `${name} is no object`);
  return found;
}

/** The member as a list of objects with `min` to `max` of them; absent is empty, and a fault where one is needed. */
export function parts(
  fault: Faulty,
  holder: Shape,
  name: string,
  min: number,
  max: number,
  errcode: number,
): readonly Shape[] {
  const value = holder[name] ?? [];
  if (!Array.isArray(value) || value.length < min || value.length > max) {
    fault(errcode, `${name} must be a list of ${min} to ${max}`);
    return [];
  }
  const found = value.map(asObject);
  if (found.includes(null)) fault(errcode, `${name} must be a list of objects`);
  return found.filter((one) => one !== null);
}

/** Members that are there must be texts. */
export function texts(fault: Faulty, holder: Shape, names: readonly string[]): void {
  for (const name of names) {
    if (holder[name] !== undefined && typeof holder[name] !== 'string') fault(40058, `${name} is no text`);
  }
}

/** What a platform would pass over in silence, a typing error perhaps, is said here. */
export function only(fault: Faulty, holder: Shape, names: readonly string[]): void {
  for (const name of Object.keys(holder)) {
    if (!names.includes(name))
      fault(40058, `unknown field ${name} (the platform passes over it, the stand-in does not)`);
  }
}
