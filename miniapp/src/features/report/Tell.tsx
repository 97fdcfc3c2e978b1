// Consent to WeChat's messages, asked when it is of use: right after reporting, by one press. Hosts without it show nothing.
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { call } from '../../lib/call';
import { host } from '../../lib/host/index';
import { commit } from '../../lib/outbasket/outbasket';
import { useOwn, useTroubleWords } from '../../lib/said';
import { reportWords } from '../../text/report';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';

export function Tell() {
  const words = useOwn(reportWords).done;
  const describe = useTroubleWords();
  // Fetched before the press: WeChat takes the question only straight from a press.
  const [ids, setIds] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!host.can.subscribe) return;
    let gone = false;
    void call('wechat.subscriptions', {}).then((answer) => {
      if (!gone && answer.ok) setIds(answer.value.templateIds);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (said) return <Text className="done__told">{said}</Text>;
  if (ids.length === 0) return null;

  async function ask() {
    const answer = await host.subscribe(ids);
    if (!answer.ok) return setSaid(describe(answer.refusal) || words.notTold);
    const accepted = answer.value;
    if (accepted.length === 0) return setSaid(words.notTold);
    setSaid(words.told(accepted.length));
    await commit({ name: 'wechat.consent', input: { accepted: [...accepted] }, title: words.tell });
  }
  return (
    <View className="done__tell" {...pressable(() => void ask())}>
      <Icon name="bell" />
      <Text>{words.tell}</Text>
    </View>
  );
}
