// A public code that does not lead to a report: why, and what to do now. Signing in stands below it.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { host } from '../../lib/host/index';
import { useOwn, useTroubleWords } from '../../lib/said';
import { guestWords } from '../../text/guest';
import type { Notice } from '../../text/report';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import './GuestScreen.scss';

type Props = {
  readonly notice: Notice;
  readonly org?: string;
  /** Whom to call. */
  readonly contact?: string | null;
  readonly onScan?: () => void;
  readonly onAgain?: () => void;
};

export function Closed({ notice, org, contact = null, onScan, onAgain }: Props) {
  const words = useOwn(guestWords);
  const describe = useTroubleWords();
  const [trouble, setTrouble] = useState('');
  async function ring(phone: string) {
    const rang = await host.call(phone);
    if (!rang.ok) setTrouble(describe(rang.refusal));
  }
  return (
    <View className="guest__trouble">
      <View className="guest__card" {...{ role: 'alert' }}>
        <View className="guest__why">
          <Icon name="warn" />
          <Text>{notice.title}</Text>
        </View>
        <Text className="guest__hint">
          {org ? `${org} · ` : ''}
          {trouble || notice.hint}
        </Text>
        {contact !== null ? (
          <Button wide look="quiet" onPress={() => void ring(contact)}>
            {`${words.call} ${contact}`}
          </Button>
        ) : null}
        {onScan && host.can.scan ? (
          <Button wide look="quiet" onPress={onScan}>
            {words.scan}
          </Button>
        ) : null}
        {onAgain ? (
          <Button wide look="quiet" onPress={onAgain}>
            {words.again}
          </Button>
        ) : null}
      </View>
    </View>
  );
}
