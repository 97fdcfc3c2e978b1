// Whom to call: the organization's number as a button that rings.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { host } from '../../lib/host/index';
import { useOwn, useTroubleWords } from '../../lib/said';
import { guestWords } from '../../text/guest';
import { Button } from '../../ui/Button';

export function Hotline({ phone }: { readonly phone: string }) {
  const words = useOwn(guestWords);
  const describe = useTroubleWords();
  const [trouble, setTrouble] = useState('');
  async function ring() {
    const rang = await host.call(phone);
    setTrouble(rang.ok ? '' : describe(rang.refusal));
  }
  return (
    <View className="hotline">
      {trouble ? <Text className="guest__hint">{trouble}</Text> : null}
      <Button wide look="quiet" onPress={() => void ring()}>
        {`${words.call} ${phone}`}
      </Button>
    </View>
  );
}
