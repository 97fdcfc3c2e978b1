// Signing in: by one press where the host knows the person, through the organization's other doors in a browser, and always with
// an organization's code, an account and a password.
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../lib/call';
import { host } from '../../lib/host';
import { switchLanguage, useWords } from '../../lib/language';
import { currentBasket, waitingOf } from '../../lib/outbasket/outbasket';
import { failureWords, useOwn } from '../../lib/said';
import { asksForServer, rememberedServer, rememberServer } from '../../lib/server';
import { beginSession, rememberedLogin, useSessionOver } from '../../lib/session';
import { groundWords } from '../../text/ground';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import { Doors } from './Doors';
import './SignIn.scss';
import { WechatSignIn } from './WechatSignIn';

type Form = { readonly server: string; readonly org: string; readonly login: string; readonly password: string };

export function SignIn() {
  const words = useWords();
  const [form, setForm] = useState<Form>(() => ({ server: rememberedServer(), ...rememberedLogin(), password: '' }));
  const own = useOwn(groundWords).signIn;
  const over = useSessionOver();
  const [state, setState] = useState<'quiet' | 'missing' | 'sending'>('quiet');
  const [trouble, setTrouble] = useState('');
  /** Inside WeChat the password is the second way. */
  const [byPassword, setByPassword] = useState(!host.can.wechatSignIn || rememberedLogin().login !== '');
  const waiting = currentBasket().entries.length - waitingOf(currentBasket(), 'guest');

  const field = (name: keyof Form, label: string) => ({
    label,
    value: form[name],
    onChange: (value: string) => setForm((was) => ({ ...was, [name]: value })),
    onConfirm: submit,
    error: state === 'missing' && !form[name].trim() ? words.signIn.missing(label) : undefined,
  });

  async function submit() {
    if (state === 'sending') return;
    setTrouble('');
    if (!isFilled(form)) return setState('missing');
    setState('sending');
    if (asksForServer()) rememberServer(form.server);
    const [org, login] = [form.org.trim(), form.login.trim()];
    const answer = await call('session.create', { org, login, password: form.password, bearer: true });
    if (answer.ok && answer.value.token) return beginSession({ ...answer.value, token: answer.value.token }, login);
    setTrouble(failureWords(answer.ok ? { kind: 'fault', requestId: null } : answer.refusal, words));
    setState('quiet');
  }

  function orgOrSaySo(): string | null {
    const org = form.org.trim();
    const filled = org !== '' && (form.server.trim() !== '' || !asksForServer());
    setState(filled ? 'quiet' : 'missing');
    if (filled && asksForServer()) rememberServer(form.server);
    return filled ? org : null;
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
      {over ? <Banner text={waiting > 0 ? own.overWaiting(waiting) : own.over} /> : null}
      {trouble ? <Banner text={trouble} /> : null}
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
      {host.can.wechatSignIn ? <WechatSignIn org={orgOrSaySo} onTrouble={setTrouble} /> : null}
      {byPassword ? (
        <View className={host.can.wechatSignIn ? 'sign-in__second' : ''}>
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
      ) : (
        <View className="sign-in__other" {...pressable(() => setByPassword(true))}>
          {own.byPassword}
        </View>
      )}
      {host.kind === 'h5' ? <Doors org={form.org.trim()} /> : null}
    </View>
  );
}

function isFilled(form: Form): boolean {
  const { server, org, login, password } = form;
  return Boolean((server.trim() || !asksForServer()) && org.trim() && login.trim() && password);
}
