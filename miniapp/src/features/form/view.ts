// What every field type's view is given, and how it reads a value that has several shapes.
import { owns } from '@paidan/shared/kernel/own';
import type { Field, FieldValue, FormValues } from '@paidan/shared/model/field';

/** `undefined` takes the answer back. A function sees the answer of the moment, for what ends later. */
export type Change = FieldValue | undefined | ((now: FieldValue | undefined) => FieldValue | undefined);

export type ViewProps = {
  readonly field: Field;
  readonly label: string;
  readonly hint: string;
  readonly value: FieldValue | undefined;
  readonly onChange: (change: Change) => void;
  /** It has a problem, which stands below it. */
  readonly wrong: boolean;
  /** The whole form, for views that depend on other answers. */
  readonly fields: readonly Field[];
  readonly values: FormValues;
};

type Rating = Extract<FieldValue, { stars: number }>;
type Place = Extract<FieldValue, { lat: number }>;
type Voice = Extract<FieldValue, { seconds: number }>;
type Photos = Extract<FieldValue, readonly unknown[]>;

export const textIn = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');
export const photosIn = (value: FieldValue | undefined): Photos => (Array.isArray(value) ? value : []);
export const ratingIn = (value: FieldValue | undefined): Rating | null =>
  has(value, 'stars') ? (value as Rating) : null;
export const voiceIn = (value: FieldValue | undefined): Voice | null =>
  has(value, 'seconds') ? (value as Voice) : null;
export const placeIn = (value: FieldValue | undefined): Place | null => (has(value, 'lat') ? (value as Place) : null);

const has = (value: FieldValue | undefined, name: string): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && owns(value, name);
