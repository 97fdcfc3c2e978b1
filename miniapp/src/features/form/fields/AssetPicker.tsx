// Choosing one asset: those of the place first, or by searching all.
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import { ScrollView, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { pressable } from '../../../ui/pressable';
import { Sheet } from '../../../ui/Sheet';
import { useList } from '../useList';
import { ListBody, Search } from './Picker';
import './Picker.scss';

type Props = {
  readonly siteId: SiteId | '';
  readonly onPick: (id: AssetId) => void;
  readonly onClose: () => void;
};

export function AssetPicker({ siteId, onPick, onClose }: Props) {
  const words = useOwn(formWords);
  const [sought, setSought] = useState('');
  const text = sought.trim();
  const list = useList('asset.list', text ? { text, limit: 50 } : { ...(siteId ? { siteId } : {}), limit: 50 });
  return (
    <Sheet closeLabel={words.close} onClose={onClose}>
      <Text className="picker__title">{words.asset.choose}</Text>
      <Search label={words.asset.search} value={sought} onChange={setSought} />
      <ScrollView className="picker__list" scrollY>
        <ListBody list={list} none={words.asset.none} hint={words.asset.noneHint} loading={words.site.loading}>
          {(list.items ?? []).map((asset) => (
            <View key={asset.id} className="picker__item">
              <View className="picker__name" {...pressable(() => onPick(asset.id))}>
                <Text className="picker__label">{asset.name}</Text>
                <Text className="picker__note">{[asset.code, asset.sitePath].filter(Boolean).join(' · ')}</Text>
              </View>
            </View>
          ))}
        </ListBody>
      </ScrollView>
    </Sheet>
  );
}
