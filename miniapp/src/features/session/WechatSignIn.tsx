// One press inside WeChat. Whoever is known goes straight in; whoever comes for the first time shows a phone number once.
import { Button as HostButton, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type Failure } from '../../lib/call';
import { host } from '../../lib/host';
import { useWords } from '../../lib/language';
import { failureWords, useOwn, useTroubleWords } from '../../lib/said';
import { groundWords } from '../../text/ground';
import { Button } from '../../ui/Button';
import { enter } from './enter';

type Props = {
  /** Null: it is missing, and the form has said so. */
  readonly org: () => string | null;
  /** Where it is asked for. */
  readonly server: string | undefined;
  readonly onTrouble: (words: string) => void;
};

export function WechatSignIn({ org, server, onTrouble }: Props) {
  const words = useWords();
  const { signIn } = useOwn(groundWords);
  const troubleWords = useTroubleWords();
  const [busy, setBusy] = useState(false);
  const [ticket, setTicket] = useState<string | null>(null);
  const fail = (failure: Failure) => onTrouble(failureWords(failure, words));

  async function press() {
    const code = org();
    if (code === null || busy) return;
    setBusy(true);
    onTrouble('');
    const mine = await host.signInCode();
    if (!mine.ok) onTrouble(troubleWords(mine.refusal));
    else {
      const answer = await call('wechat.signIn', { org: code, code: mine.value }, { token: '', server });
      if (!answer.ok) fail(answer.refusal);
      else if ('ticket' in answer.value) setTicket(answer.value.ticket);
      else await goIn(answer.value.token);
    }
    setBusy(false);
  }

  async function phone(code: string | undefined) {
    if (!code || ticket === null) return onTrouble(signIn.phoneRefused);
    setBusy(true);
    onTrouble('');
    const answer = await call('wechat.phone', { ticket, code }, { token: '', server });
    if (answer.ok) await goIn(answer.value.token);
    else {
      fail(answer.refusal);
      // The ticket may be too old: the next press begins anew.
      setTicket(null);
    }
    setBusy(false);
  }

  async function goIn(token: string) {
    const entered = await enter(token, '', server);
    if (!entered.ok) fail(entered.refusal);
  }

  if (ticket !== null) {
    return (
      <View className="sign-in__first">
        <Text className="sign-in__hint">{signIn.phoneHint}</Text>
        <HostButton
          className="button button--main button--wide sign-in__phone"
          openType="getPhoneNumber"
          onGetPhoneNumber={({ detail }) => void phone((detail as { code?: string }).code)}
        >
          {signIn.phone}
        </HostButton>
      </View>
    );
  }
  return (
    <Button wide busy={busy} onPress={press}>
      {busy ? signIn.wechatBusy : signIn.wechat}
    </Button>
  );
}
