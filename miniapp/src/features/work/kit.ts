// What this feature takes from the form's, handed over by the page: features do not know each other.
import type { FileId } from '@paidan/shared/kernel/id';
import type { Field, FieldValue, FormValues, VoiceNote } from '@paidan/shared/model/field';
import type { Problem } from '@paidan/shared/rules/form/check';
import type { ComponentType } from 'react';
import type { Note, Unfinished } from '../../lib/written';

export type FormKit = {
  readonly Form: ComponentType<{
    readonly fields: readonly Field[];
    readonly node: string;
    readonly values: FormValues;
    readonly known?: FormValues;
    readonly onChange: (step: (now: FormValues) => FormValues) => void;
    readonly problems: readonly Problem[];
    readonly unfinished: Unfinished;
  }>;
  readonly Photos: ComponentType<{
    readonly label: string;
    readonly value: readonly FileId[];
    readonly onChange: (step: (now: readonly FileId[]) => FileId[]) => void;
  }>;
  readonly Prose: ComponentType<{
    readonly label: string;
    readonly hint: string;
    readonly value: string;
    readonly maxLength: number;
    readonly onChange: (text: string) => void;
  }>;
  readonly Voice: ComponentType<{
    readonly label: string;
    readonly value: VoiceNote | null;
    readonly onChange: (note: VoiceNote | undefined) => void;
  }>;
  /** Something said, and a checklist gone through. */
  readonly Note: ComponentType<{ readonly note: VoiceNote }>;
  readonly Checked: ComponentType<{
    readonly field: Pick<Field, 'items'>;
    readonly value: FieldValue | undefined;
  }>;
  /** A reported or filled-in picture. */
  readonly Tile: ComponentType<{ readonly reference: string; readonly all: readonly string[]; readonly label: string }>;
  /** To the first of them, as the fields stand there; answers how many there are. */
  readonly leadToFirst: (fields: readonly Field[], problems: readonly Problem[]) => number;
  /** Of one form: what is put down in it and not said to be done. */
  readonly useUnfinished: () => Unfinished;
  /** What is put down in a sheet, kept on the device until it is sent. `key`: of the act and the ticket. */
  readonly useNote: (key: string) => Note;
  readonly useDraft: (
    key: string,
    first?: () => FormValues,
  ) => {
    readonly values: FormValues;
    readonly latest: () => FormValues;
    readonly change: (step: (now: FormValues) => FormValues) => void;
    readonly forget: () => void;
    readonly unkept: boolean;
  };
};
