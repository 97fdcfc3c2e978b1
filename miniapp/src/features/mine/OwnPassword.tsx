// One's own password. All sessions end with it, on other phones too; this one is signed in again by itself.
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../lib/call';
import { freshKey } from '../../lib/id';
import { useWords } from '../../lib/language';
import { failureWords, useOwn } from '../../lib/said';
import { beginSession, type Session } from '../../lib/session';
import { tell } from '../../lib/told';
import { mineWords } from '../../text/mine';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Sheet } from '../../ui/Sheet';
import './Me.scss';
import './OwnPassword.scss';

type Props = { readonly session: Session; readonly onBack: () => void; readonly onDone: () => void };

export function OwnPassword({ session: { member, tenant, token }, onBack, onDone }: Props) {
  const { password: words, close } = useOwn(mineWords);
  const general = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [state, setState] = useState<'quiet' | 'missing' | 'sending'>('quiet');
  const [trouble, setTrouble] = useState('');

  async function save() {
    if (state === 'sending') return;
    setTrouble('');
    if (current === '' || next.length < LIMITS.passwordMin) return setState('missing');
    setState('sending');
    const set = await call('session.setPassword', { current, password: next }, { key: freshKey() });
    if (!set.ok) {
      setTrouble(failureWords(set.refusal, general));
      return setState('quiet');
    }
    // Should it fail, the next request leads to signing in. Without a token of its own, a browser is known by its cookie.
    const bearer = token !== '';
    const again = await call('session.create', { org: tenant.code, login: member.login, password: next, bearer });
    if (again.ok) beginSession({ ...again.value, token: again.value.token ?? '' }, member.login);
    tell(words.done);
    onDone();
  }

  const { show, hide } = general.signIn;
  const common = { onConfirm: () => void save(), maxLength: LIMITS.password, secret: { show, hide } };
  return (
    <Sheet closeLabel={close} onClose={onBack}>
      <Text className="notices__title">{words.title}</Text>
      {trouble ? <Text className="notices__trouble">{trouble}</Text> : null}
      <View className="own-password">
        <Field
          {...common}
          label={words.current}
          value={current}
          onChange={setCurrent}
          autocomplete="current-password"
          error={state === 'missing' && current === '' ? general.signIn.missing(words.current) : undefined}
        />
        <Field
          {...common}
          label={words.next}
          value={next}
          onChange={setNext}
          autocomplete="new-password"
          error={state === 'missing' && next.length < LIMITS.passwordMin ? words.short(LIMITS.passwordMin) : undefined}
        />
        <Text className="own-password__hint">{words.hint}</Text>
      </View>
      <Button wide busy={state === 'sending'} onPress={() => void save()}>
        {words.save}
      </Button>
    </Sheet>
  );
}
