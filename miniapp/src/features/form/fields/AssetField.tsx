// An asset: scan the label on it, or choose it from those of the place.
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { host } from '../../../lib/host/index';
import { useOwn, useTroubleWords } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import { assetOfCode } from '../assetOfCode';
import { useRecord } from '../useRecord';
import { textIn, type ViewProps } from '../view';
import { AssetPicker } from './AssetPicker';
import './Row.scss';

export function AssetField({ label, value, onChange, fields, values }: ViewProps) {
  const words = useOwn(formWords);
  const describe = useTroubleWords();
  const id = textIn(value);
  const asset = useRecord('asset', id as AssetId | '');
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState('');
  const siteField = fields.find(({ type }) => type === 'site');
  const siteId = siteField ? (textIn(values[siteField.key]) as SiteId | '') : '';

  async function scan() {
    setTrouble('');
    const answer = await host.scan();
    if (!answer.ok) return setTrouble(describe(answer.refusal));
    const found = await assetOfCode(answer.value);
    if (found) onChange(found);
    else setTrouble(words.asset.unknown);
  }

  const name = asset ? `${asset.name} · ${asset.code}` : '…';
  return (
    <>
      <View className="row">
        <View className="row__main" {...pressable(() => setOpen(true), `${label} ${id ? name : words.asset.choose}`)}>
          <Text className={`row__text${id ? '' : ' row__text--faint'}`}>{id ? name : words.asset.choose}</Text>
        </View>
        {id ? (
          <View className="row__side" {...pressable(() => onChange(undefined), words.clear)}>
            <Icon name="close" />
          </View>
        ) : null}
        {host.can.scan ? (
          <View className="row__side row__side--words" {...pressable(scan)}>
            <Icon name="scan" />
            <Text>{words.asset.scan}</Text>
          </View>
        ) : null}
      </View>
      {trouble ? <Text className="row__trouble">{trouble}</Text> : null}
      {open ? (
        <AssetPicker
          siteId={siteId}
          onClose={() => setOpen(false)}
          onPick={(chosen) => {
            setOpen(false);
            onChange(chosen);
          }}
        />
      ) : null}
    </>
  );
}
