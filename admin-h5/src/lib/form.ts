// A form's state over the shared rules: what is seen, what is wrong, what to send. Problems show after the first attempt to send.
import type { Field, FieldValue, FormValues } from '@paidan/shared/model/field';
import { checkForm, type Problem } from '@paidan/shared/rules/form/check';
import { formFacts, isRequired, visibleFields } from '@paidan/shared/rules/form/visible';
import { useCallback, useMemo, useState } from 'react';

export type Form = {
  readonly fields: readonly Field[];
  readonly values: FormValues;
  readonly problems: readonly Problem[];
  readonly required: (field: Field) => boolean;
  /** `undefined` takes the value away. A function sees the value of the moment, for uploads that end later. */
  readonly set: (key: string, value: Change) => void;
  readonly reset: (values: FormValues) => void;
  /** What to send, or null when something is wrong; from then on the problems show. */
  readonly submit: () => FormValues | null;
};
export type Change = FieldValue | undefined | ((now: FieldValue | undefined) => FieldValue | undefined);

const NOTHING: FormValues = {};

export function useForm(
  all: readonly Field[],
  node: string,
  { known = NOTHING, first = NOTHING }: { known?: FormValues; first?: FormValues } = {},
): Form {
  const [values, setValues] = useState(first);
  const [tried, setTried] = useState(false);
  const everything = useMemo(() => ({ ...known, ...values }), [known, values]);
  const fields = useMemo(() => visibleFields(all, node, everything), [all, node, everything]);
  const checked = useMemo(() => checkForm(all, node, values, { known }), [all, node, values, known]);
  const set = useCallback(
    (key: string, change: Change) => {
      setValues((before) => {
        const value = typeof change === 'function' ? change(before[key]) : change;
        const { [key]: _, ...rest } = before;
        if (value !== undefined && value !== '') return { ...before, [key]: value };
        // What the server holds already is taken back by saying so; leaving it out would keep it.
        return Object.hasOwn(known, key) ? { ...rest, [key]: '' } : rest;
      });
    },
    [known],
  );
  const reset = useCallback((next: FormValues) => {
    setValues(next);
    setTried(false);
  }, []);
  return {
    fields,
    values,
    problems: tried ? checked.problems : [],
    required: (field) => isRequired(field, formFacts(everything)),
    set,
    reset,
    submit: () => {
      setTried(true);
      return checked.problems.length === 0 ? checked.values : null;
    },
  };
}
