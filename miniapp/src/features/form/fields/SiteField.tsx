// A site: shown by its full name, chosen from the tree or by searching.
import type { SiteId } from '@paidan/shared/kernel/id';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import { useRecord } from '../useRecord';
import { textIn, type ViewProps } from '../view';
import './Row.scss';
import { SitePicker } from './SitePicker';

export function SiteField({ label, value, onChange }: ViewProps) {
  const words = useOwn(formWords);
  const id = textIn(value);
  const site = useRecord('site', id as SiteId | '');
  const [open, setOpen] = useState(false);
  return (
    <View className="row">
      <View className="row__main" {...pressable(() => setOpen(true), `${label} ${site?.path ?? words.site.choose}`)}>
        <Icon name="pin" />
        <Text className={`row__text${id ? '' : ' row__text--faint'}`}>
          {id ? (site?.path ?? '…') : words.site.choose}
        </Text>
      </View>
      {id ? (
        <View className="row__side" {...pressable(() => onChange(undefined), words.clear)}>
          <Icon name="close" />
        </View>
      ) : null}
      {open ? (
        <SitePicker
          onClose={() => setOpen(false)}
          onPick={(chosen) => {
            setOpen(false);
            onChange(chosen);
          }}
        />
      ) : null}
    </View>
  );
}
