// A field's value is one of several shapes; these tell which.
import type { FieldValue } from '@paidan/shared/model/field';

export type Rating = Extract<FieldValue, { stars: number }>;
export type Place = Extract<FieldValue, { lat: number }>;
export type Voice = Extract<FieldValue, { seconds: number }>;
export type Photos = Extract<FieldValue, readonly unknown[]>;

type Objects = Exclude<FieldValue, string | readonly unknown[]>;
const isObject = (value: FieldValue | undefined): value is Objects =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const ratingIn = (value: FieldValue | undefined): Rating | null =>
  isObject(value) && 'stars' in value ? value : null;
export const placeIn = (value: FieldValue | undefined): Place | null =>
  isObject(value) && 'lat' in value ? value : null;
export const voiceIn = (value: FieldValue | undefined): Voice | null =>
  isObject(value) && 'seconds' in value ? value : null;
export const photosIn = (value: FieldValue | undefined): Photos => (Array.isArray(value) ? value : []);
export const textIn = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');
