// What every field type's control is given.
import type { Field, FieldValue } from '@paidan/shared/model/field';
import type { Change, Form } from '../../lib/form';

export type ControlProps = {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly onChange: (change: Change) => void;
  /** The form's other values, for controls that depend on them. */
  readonly form: Form;
  /** It has a problem, which stands below it. */
  readonly wrong?: boolean;
  readonly id?: string;
};
