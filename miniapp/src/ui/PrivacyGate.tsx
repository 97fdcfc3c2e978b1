// WeChat's privacy guide, when the host asks for it: what is taken, what for, and the host's own button to agree.
import { Button as HostButton, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { host } from '../lib/host';
import { useOwn } from '../lib/said';
import { groundWords } from '../text/ground';
import { Button } from './Button';
import './PrivacyGate.scss';
import { pressable } from './pressable';
import { Sheet } from './Sheet';

/** On every page that takes photos or asks where the phone is. */
export function PrivacyGate() {
  const { privacy: words } = useOwn(groundWords);
  const [answer, setAnswer] = useState<{ readonly give: (agreed: boolean) => void } | null>(null);
  useEffect(() => host.onPrivacyAsked((give) => setAnswer({ give })), []);
  if (answer === null) return null;
  const say = (agreed: boolean) => {
    answer.give(agreed);
    setAnswer(null);
  };
  const read = (Taro as { openPrivacyContract?: (how: object) => void }).openPrivacyContract;
  return (
    <Sheet closeLabel={words.disagree} onClose={() => say(false)}>
      <Text className="privacy__title">{words.title}</Text>
      <Text className="privacy__body">{words.body}</Text>
      {typeof read === 'function' ? (
        <View className="privacy__read" {...pressable(() => read({}))}>
          {words.read}
        </View>
      ) : null}
      <HostButton
        id="privacy-agree"
        className="button button--main button--wide privacy__agree"
        openType="agreePrivacyAuthorization"
        onAgreePrivacyAuthorization={() => say(true)}
      >
        {words.agree}
      </HostButton>
      <Button look="quiet" wide onPress={() => say(false)}>
        {words.disagree}
      </Button>
    </Sheet>
  );
}
