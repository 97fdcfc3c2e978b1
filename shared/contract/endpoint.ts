// An endpoint as data. Its name is its path: POST /api/<noun.verb>.
import type { z } from 'zod';
import type { Grant } from '../kinds';
import type { Bilingual } from '../model/base';
import type { RefusalCode } from '../refusal';

export type Endpoint<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  readonly input: Input;
  readonly output: Output;
  /** `command`: changes something, takes an Idempotency-Key. `read`: changes nothing. */
  readonly kind: 'command' | 'read';
  /** `none`: anybody may call it. Otherwise a signed-in member, with the grant when one is named. */
  readonly auth: 'none' | 'member';
  readonly grant?: Grant;
  /** The answer is a file of one of these types, as it comes. */
  readonly download?: readonly [string, ...string[]];
  /** `too`: somebody without an account may call it as well, within what is theirs; `only`: nobody else may. */
  readonly guest?: 'too' | 'only';
  /** The request is multipart/form-data with one part `file` beside the input's fields. */
  readonly upload?: true;
  /** Refusals beyond those that every endpoint of its kind may give. */
  readonly also?: readonly RefusalCode[];
  readonly summary: Bilingual;
};

/** What the handler of a `download` gives: the file's name and its bytes. */
export type Download = {
  readonly name: string;
  /** The first of the endpoint's types unless told. */
  readonly mime?: string;
  /** How many rows it will have, of a list. */
  readonly rows?: number;
  readonly content: AsyncIterable<Uint8Array>;
};

export const endpoint = <Input extends z.ZodType, Output extends z.ZodType>(
  spec: Endpoint<Input, Output>,
): Endpoint<Input, Output> => spec;
