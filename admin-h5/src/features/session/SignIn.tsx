// Organization, login, password. Refusals in the server's words, a lock-out with its minutes among them.
import type { Identity } from '@paidan/shared/contract/session';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Refused } from '../../lib/call';
import { recall, remember } from '../../lib/kept';
import { chooseLocale, useLocale } from '../../lib/locale';
import { useCommand } from '../../lib/useCommand';
import { entryIn } from '../../text/entry';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Mark } from '../../ui/Mark';
import { Notice } from '../../ui/Notice';
import { OtherWays } from './OtherWays';
import { SlipArt } from './SlipArt';

type Props = {
  readonly onIn: (me: Identity) => void;
  readonly first?: Refused;
  readonly expired?: boolean;
  readonly org?: string;
  readonly login?: string;
};

export function SignIn({ onIn, first, expired = false, org, login }: Props) {
  const locale = useLocale();
  const text = entryIn(locale);
  const [values, setValues] = useState({ org: org ?? recall<string>('org') ?? '', login: login ?? '', password: '' });
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [shown, setShown] = useState(false);
  const { send, busy, refusal = null } = useCommand('session.create');
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    document.title = `${text.title} · ${text.product}`;
    form.current?.querySelector<HTMLInputElement>('input[value=""]')?.focus();
  }, [text]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = Object.entries(values).flatMap(([key, value]) => (value.trim() === '' ? [key] : []));
    setMissing(empty);
    if (empty[0] !== undefined) return form.current?.querySelector<HTMLInputElement>(`[name=${empty[0]}]`)?.focus();
    const answer = await send({ ...values, org: values.org.trim(), login: values.login.trim() });
    if (answer.ok) {
      remember('org', values.org.trim());
      return onIn(answer.value);
    }
    form.current?.querySelector<HTMLInputElement>('[name=password]')?.select();
  };
  const input = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: HTMLInputElement }) => setValues({ ...values, [name]: event.target.value }),
    autoCapitalize: 'none',
    spellCheck: false,
  });
  const problem = (name: string) => (missing.includes(name) ? text.missing : undefined);
  const no = refusal ?? first ?? null;

  return (
    <main className="grid min-h-full md:grid-cols-[minmax(0,1fr)_minmax(0,480px)]">
      <SlipArt product={text.product} claim={text.claim} />
      <div className="flex flex-col bg-surface px-6 py-6 md:px-14">
        <div className="flex items-center gap-2">
          <Mark className="h-7 w-7 md:hidden" />
          <span className="font-semibold md:hidden">{text.product}</span>
          <Button
            look="quiet"
            size="sm"
            className="ml-auto"
            onClick={() => chooseLocale(locale === 'zh' ? 'en' : 'zh')}
          >
            {text.other}
          </Button>
        </div>
        <form ref={form} noValidate onSubmit={submit} className="m-auto w-full max-w-[340px] space-y-4 py-8">
          <h1 className="pb-1 text-2xl font-semibold">{text.title}</h1>
          {expired && !no && <Notice tone="info">{text.expired}</Notice>}
          {no && <Notice tone="danger">{no.message}</Notice>}
          <Field label={text.org} hint={text.orgHint} problem={problem('org')}>
            <Input {...input('org')} autoComplete="organization" maxLength={40} />
          </Field>
          <Field label={text.login} problem={problem('login')}>
            <Input {...input('login')} autoComplete="username" maxLength={60} />
          </Field>
          <Field label={text.password} problem={problem('password')}>
            <Input
              {...input('password')}
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              maxLength={128}
            />
          </Field>
          <label className="flex w-fit cursor-pointer items-center gap-2 text-sm text-ink-2 max-md:min-h-[44px]">
            <input
              type="checkbox"
              className="h-4 w-4 accent-[rgb(var(--accent))]"
              checked={shown}
              onChange={() => setShown(!shown)}
            />
            {text.show}
          </label>
          <Button type="submit" look="primary" size="lg" busy={busy} className="w-full">
            {text.submit}
          </Button>
          <OtherWays org={values.org} />
        </form>
      </div>
    </main>
  );
}
