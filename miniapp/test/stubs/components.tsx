// Taro's components as plain elements: what a screen shows and reacts to, without how it looks.
import type { ChangeEvent, KeyboardEvent, PropsWithChildren } from 'react';
import { phone } from './taro';

type Box = PropsWithChildren<{
  className?: string;
  role?: string;
  ariaRole?: string;
  ariaLabel?: string;
  'aria-label'?: string;
  'aria-pressed'?: boolean;
  'aria-disabled'?: 'true';
  id?: string;
  onClick?: () => void;
}>;

export const View = ({ children, className, id, role, ariaRole, ariaLabel, onClick, ...more }: Box) => (
  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the same
  // biome-ignore lint/a11y/noStaticElementInteractions: the role is the screen's to give, and under test
  // biome-ignore lint/a11y/useKeyWithClickEvents: fingers only, as on a phone
  <div
    id={id}
    className={className}
    role={role ?? ariaRole}
    aria-label={ariaLabel ?? more['aria-label']}
    aria-pressed={more['aria-pressed']}
    aria-disabled={more['aria-disabled']}
    onClick={onClick}
  >
    {children}
  </div>
);

export const Text = ({ children, className, role }: Box) => (
  <span className={className} role={role}>
    {children}
  </span>
);

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

type TextareaProps = Pick<InputProps, 'value' | 'maxlength' | 'ariaLabel' | 'placeholder' | 'onInput'>;

export const Textarea = ({ value, maxlength, ariaLabel, placeholder, onInput }: TextareaProps) => (
  <textarea
    value={value}
    maxLength={maxlength}
    aria-label={ariaLabel}
    placeholder={placeholder}
    onChange={(event) => onInput({ detail: { value: event.target.value } })}
  />
);

export const Image = ({ className, src }: { className?: string; src: string }) => (
  <img className={className} src={src} alt="" />
);

export const ScrollView = ({ children, className }: Box) => <div className={className}>{children}</div>;

type Finger = { touches: readonly { x: number; y: number }[] };
type CanvasProps = {
  id?: string;
  className?: string;
  'aria-label'?: string;
  onTouchStart?: (event: Finger) => void;
  onTouchMove?: (event: Finger) => void;
  onTouchEnd?: () => void;
};

/** A press draws one stroke. */
export const Canvas = ({ id, className, onTouchStart, onTouchMove, onTouchEnd, ...more }: CanvasProps) => (
  <button
    type="button"
    id={id}
    className={className}
    aria-label={more['aria-label']}
    onClick={() => {
      onTouchStart?.({ touches: [{ x: 10, y: 10 }] });
      onTouchMove?.({ touches: [{ x: 60, y: 40 }] });
      onTouchEnd?.();
    }}
  />
);

type HostButtonProps = PropsWithChildren<{
  id?: string;
  className?: string;
  openType?: string;
  onGetPhoneNumber?: (event: { detail: { code: string } }) => void;
  onAgreePrivacyAuthorization?: () => void;
}>;

/** The host's own button does what only the host can: the test says what comes of it. */
export const Button = ({ children, id, className, onGetPhoneNumber, onAgreePrivacyAuthorization }: HostButtonProps) => (
  <button
    type="button"
    id={id}
    className={className}
    onClick={() => {
      onGetPhoneNumber?.({ detail: { code: phone.phoneCode } });
      onAgreePrivacyAuthorization?.();
    }}
  >
    {children}
  </button>
);
