// A password: hidden, as long as the server takes one, and named so that whoever keeps passwords for people knows which it is.
import { LIMITS } from '@paidan/shared/limits';
import type { InputHTMLAttributes } from 'react';
import { Input } from './Input';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  readonly which: 'current' | 'new';
  readonly onValue: (value: string) => void;
};

/** What its `Field` gives it (name, error) goes to the input. */
export function PasswordInput({ which, onValue, ...rest }: Props) {
  return (
    <Input
      type="password"
      autoComplete={`${which}-password`}
      maxLength={LIMITS.password}
      onChange={(event) => onValue(event.target.value)}
      {...rest}
    />
  );
}
