// Signing in with an organization's code, an account and a password.
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type Failure } from '../../lib/call';
import { switchLanguage, useWords } from '../../lib/language';
import { asksForServer, rememberedServer, rememberServer } from '../../lib/server';
import { beginSession, rememberedLogin } from '../../lib/session';
import type { Words } from '../../text/zh-CN';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './SignIn.scss';

type Form = { readonly server: string; readonly org: string; readonly login: string; readonly password: string };

export function SignIn() {
  const words = useWords();
  const [form, setForm] = useState<Form>(() => ({ server: rememberedServer(), ...rememberedLogin(), password: '' }));
  const [state, setState] = useState<'quiet' | 'missing' | 'sending'>('quiet');
  const [failure, setFailure] = useState<Failure | null>(null);

  const field = (name: keyof Form, label: string) => ({
    label,
    value: form[name],
    onChange: (value: string) => setForm((was) => ({ ...was, [name]: value })),
    onConfirm: submit,
    error: state === 'missing' && !form[name].trim() ? words.signIn.missing(label) : undefined,
  });

  async function submit() {
    if (state === 'sending') return;
    setFailure(null);
    if (!isFilled(form)) return setState('missing');
    setState('sending');
    if (asksForServer()) rememberServer(form.server);
    const [org, login] = [form.org.trim(), form.login.trim()];
    const answer = await call('session.create', { org, login, password: form.password, bearer: true });
    if (answer.ok && answer.value.token) return beginSession({ ...answer.value, token: answer.value.token }, login);
    setFailure(answer.ok ? { kind: 'fault', requestId: null } : answer.refusal);
    setState('quiet');
  }

  const { signIn } = words;
  return (
    <View className="sign-in">
      <View className="sign-in__top">
        <View className="sign-in__language" {...pressable(switchLanguage)}>
          {words.otherLanguage}
        </View>
      </View>
      <View className="sign-in__mark">
        <Icon name="mark" />
      </View>
      <Text className="sign-in__title">{signIn.title}</Text>
      <Text className="sign-in__lead">{signIn.lead}</Text>
      {failure ? <Banner text={reason(failure, words)} /> : null}
      {asksForServer() ? (
        <Field
          {...field('server', signIn.server)}
          example={signIn.serverExample}
          maxLength={LIMITS.address}
          autocomplete="url"
        />
      ) : null}
      <Field
        {...field('org', signIn.org)}
        example={signIn.orgExample}
        maxLength={LIMITS.code}
        autocomplete="organization"
      />
      <Field
        {...field('login', signIn.login)}
        example={signIn.loginExample}
        maxLength={LIMITS.login}
        autocomplete="username"
      />
      <Field
        {...field('password', signIn.password)}
        maxLength={LIMITS.password}
        autocomplete="current-password"
        secret={{ show: signIn.show, hide: signIn.hide }}
      />
      <View className="sign-in__submit">
        <Button wide busy={state === 'sending'} onPress={submit}>
          {state === 'sending' ? signIn.submitting : signIn.submit}
        </Button>
      </View>
    </View>
  );
}

function isFilled(form: Form): boolean {
  const { server, org, login, password } = form;
  return Boolean((server.trim() || !asksForServer()) && org.trim() && login.trim() && password);
}

function reason(failure: Failure, words: Words): string {
  switch (failure.kind) {
    case 'refused':
      return failure.message;
    case 'offline':
      return `${words.offline.title}，${words.offline.hint}`;
    case 'fault':
      return `${words.fault.title}，${words.fault.hint(failure.requestId)}`;
  }
}
