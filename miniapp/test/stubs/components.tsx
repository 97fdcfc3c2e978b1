// Taro's components as plain elements: what a screen shows and reacts to, without how it looks.
import type { ChangeEvent, KeyboardEvent, PropsWithChildren } from 'react';

type Box = PropsWithChildren<{
  className?: string;
  role?: string;
  ariaRole?: string;
  ariaLabel?: string;
  onClick?: () => void;
}>;

export const View = ({ children, className, role, ariaRole, ariaLabel, onClick }: Box) => (
  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the same
  // biome-ignore lint/a11y/noStaticElementInteractions: the role is the screen's to give, and under test
  // biome-ignore lint/a11y/useKeyWithClickEvents: fingers only, as on a phone
  <div className={className} role={role ?? ariaRole} aria-label={ariaLabel} onClick={onClick}>
    {children}
  </div>
);

export const Text = ({ children, className }: Box) => <span className={className}>{children}</span>;

type InputProps = {
  value: string;
  password?: boolean;
  maxlength?: number;
  ariaLabel?: string;
  placeholder?: string;
  onInput: (event: { detail: { value: string } }) => void;
  onConfirm: () => void;
};

export const Input = ({ value, password, maxlength, ariaLabel, placeholder, onInput, onConfirm }: InputProps) => (
  <input
    type={password ? 'password' : 'text'}
    value={value}
    maxLength={maxlength}
    aria-label={ariaLabel}
    placeholder={placeholder}
    onChange={(event: ChangeEvent<HTMLInputElement>) => onInput({ detail: { value: event.target.value } })}
    onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && onConfirm()}
  />
);
