// A label, its control, a hint and what is wrong, tied together for those who hear the page.
import { cloneElement, type ReactElement, useContext, useId } from 'react';
import { cn } from '../lib/cn';
import { RefusedFields } from './refusedFields';

type Controlled = { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean; 'aria-required'?: boolean };
type Props = {
  readonly label: string;
  /** The member of what is sent that it fills in: what the server finds wrong with that stands here. */
  readonly of?: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly required?: boolean | undefined;
  readonly className?: string;
  /** The control is a group of its own (photos, map): the label names the group. */
  readonly group?: boolean;
  readonly children: ReactElement<Controlled>;
};

export function Field({ label, of, hint, problem: own, required = false, className, group = false, children }: Props) {
  const id = useId();
  const refused = useContext(RefusedFields);
  const problem = own ?? (of === undefined ? undefined : refused.problems[of]);
  // Whatever is typed mends it, as far as anybody knows before it is sent again.
  const mend = of === undefined ? undefined : () => refused.mend(of);
  const notes = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  const star = required && (
    <span aria-hidden="true" className="ml-0.5 text-danger">
      *
    </span>
  );
  const head = 'mb-1.5 block text-sm font-medium text-ink';
  const foot = (
    <>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="mt-1 flex items-start gap-1 text-xs text-danger">
          <span aria-hidden="true">▲</span>
          {problem}
        </p>
      )}
    </>
  );
  if (group) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid cell in older webviews
      <div
        role="group"
        aria-labelledby={id}
        aria-describedby={notes || undefined}
        className={cn('min-w-0', className)}
        onInput={mend}
      >
        <span id={id} className={head}>
          {label}
          {star}
        </span>
        {children}
        {foot}
      </div>
    );
  }
  return (
    <div className={cn('min-w-0', className)} onInput={mend}>
      <label htmlFor={id} className={head}>
        {label}
        {star}
      </label>
      {cloneElement(children, {
        id,
        ...(notes !== '' && { 'aria-describedby': notes }),
        ...(problem !== undefined && { 'aria-invalid': true }),
        ...(required && { 'aria-required': true }),
      })}
      {foot}
    </div>
  );
}
