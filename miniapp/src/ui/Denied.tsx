// What the phone would not do, in words, with the next step: where its settings can change it, the way there.
import { Text, View } from '@tarojs/components';
import { host } from '../lib/host';
import type { Trouble } from '../lib/host/port';
import { sayTrouble } from '../lib/host/trouble';
import { useLanguage } from '../lib/language';
import { useOwn } from '../lib/said';
import { groundWords } from '../text/ground';
import './Denied.scss';
import { pressable } from './pressable';

export function Denied({ trouble }: { readonly trouble: Trouble }) {
  const { settings } = useOwn(groundWords);
  const said = sayTrouble(trouble, useLanguage());
  if (said.text === '') return null;
  return (
    <>
      <Text className="denied" {...{ role: 'alert' }}>
        {said.text}
      </Text>
      {said.settings && host.kind !== 'h5' ? (
        <View className="denied__act" {...pressable(host.openSettings)}>
          {settings}
        </View>
      ) : null}
    </>
  );
}
