// Signing in: by itself, or by one press, where the host knows the person; through the organization's other doors in a browser; and
// always with an organization's code, an account and a password.
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../lib/call';
import { host } from '../../lib/host';
import { switchLanguage, useWords } from '../../lib/language';
import { currentBasket, waitingOf } from '../../lib/outbasket/shelf';
import { failureWords, useOwn, useTroubleWords } from '../../lib/said';
import { asksForServer, rememberedServer } from '../../lib/server';
import { beginSession, chooseKnown, type KnownOrg, rememberedLogin, useSessionOver } from '../../lib/session';
import { groundWords } from '../../text/ground';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import { Doors } from './Doors';
import type { NotIn } from './hostEntry';
import { KnownOrgs } from './KnownOrgs';
import './SignIn.scss';
import { useEntry } from './useEntry';
import { WechatSignIn } from './WechatSignIn';

type Form = { readonly server: string; readonly org: string; readonly login: string; readonly password: string };

export function SignIn() {
  const words = useWords();
  const [form, setForm] = useState<Form>(() => ({ server: rememberedServer(), ...rememberedLogin(), password: '' }));
  const own = useOwn(groundWords).signIn;
  const over = useSessionOver();
  const [state, setState] = useState<'quiet' | 'missing' | 'sending'>('quiet');
  const [trouble, setTrouble] = useState('');
  const [byPassword, setByPassword] = useState(!knowsPerson || rememberedLogin().login !== '');
  const [bindToo, setBindToo] = useState(true);
  const troubleWords = useTroubleWords();
  const entry = useEntry(sayNotIn);
  /** Remembered once somebody is in there: until then whoever is here, a guest perhaps, is of the one before. */
  const server = asksForServer() ? form.server : undefined;
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
    const [org, login] = [form.org.trim(), form.login.trim()];
    const answer = await call(
      'session.create',
      { org, login, password: form.password, bearer: true },
      { token: '', server },
    );
    if (answer.ok && answer.value.token) {
      const { token } = answer.value;
      if (!(await boundToo(token))) return setState('quiet');
      return beginSession({ ...answer.value, token }, login, server);
    }
    setTrouble(failureWords(answer.ok ? { kind: 'fault', requestId: null } : answer.refusal, words));
    setState('quiet');
  }

  /** The platform's account is theirs from now on, where they wish it. False: it was refused, and said; the next press goes on without. */
  async function boundToo(token: string): Promise<boolean> {
    if (entry.stranger === null || !bindToo) return true;
    const bound = await call('signin.bind', { ticket: entry.stranger.ticket }, { token, server });
    if (bound.ok) return true;
    void call('session.end', {}, { token, server });
    entry.drop();
    setByPassword(true);
    setTrouble(failureWords(bound.refusal, words));
    return false;
  }

  function orgOrSaySo(): string | null {
    const org = form.org.trim();
    const filled = org !== '' && (form.server.trim() !== '' || !asksForServer());
    setState(filled ? 'quiet' : 'missing');
    return filled ? org : null;
  }

  function sayNotIn(not: NotIn): void {
    setTrouble(
      not.why === 'failure'
        ? failureWords(not.failure, words)
        : not.why === 'trouble'
          ? troubleWords(not.trouble)
          : own.noHost(own.hostNames[host.can.hostSignIn ?? 'wecom']),
    );
    setByPassword(true);
  }

  function byHost(): void {
    const org = orgOrSaySo();
    if (org === null || entry.busy) return;
    setTrouble('');
    void entry.enter(org, server);
  }

  function choose(org: KnownOrg): void {
    chooseKnown(org);
    setForm({ server: org.server || form.server, org: org.code, login: org.login, password: '' });
    setTrouble('');
    entry.drop();
    if (host.can.hostSignIn !== null)
      void entry.enter(org.code, asksForServer() ? org.server || form.server : undefined);
  }

  const { signIn } = words;
  const platform = host.can.hostSignIn === null ? null : own.hostNames[host.can.hostSignIn];
  /** By which platform's name somebody is unknown here. */
  const unknownAt = entry.stranger === null ? null : own.hostNames[entry.stranger.kind];
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
      <KnownOrgs now={form.org.trim()} onChoose={choose} />
      {host.can.wechatSignIn ? <WechatSignIn org={orgOrSaySo} server={server} onTrouble={setTrouble} /> : null}
      {platform !== null && entry.stranger === null ? (
        <Button wide busy={entry.busy} onPress={byHost}>
          {entry.busy ? own.wechatBusy : own.byHost(platform)}
        </Button>
      ) : null}
      {unknownAt !== null ? <Banner text={own.unbound(unknownAt)} /> : null}
      {byPassword || unknownAt !== null ? (
        <View className={knowsPerson && entry.stranger === null ? 'sign-in__second' : ''}>
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
          {unknownAt !== null ? (
            <View
              className={`sign-in__bind${bindToo ? ' sign-in__bind--on' : ''}`}
              {...pressable(() => setBindToo(!bindToo))}
              {...{ role: 'checkbox', 'aria-checked': bindToo }}
            >
              <View className="sign-in__box">{bindToo ? <Icon name="done" /> : null}</View>
              <Text className="sign-in__bind-words">{own.bindToo(unknownAt)}</Text>
            </View>
          ) : null}
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

/** Inside WeChat, WeCom and DingTalk the password is the second way. */
const knowsPerson = host.can.wechatSignIn || host.can.hostSignIn !== null;

function isFilled(form: Form): boolean {
  const { server, org, login, password } = form;
  return Boolean((server.trim() || !asksForServer()) && org.trim() && login.trim() && password);
}
