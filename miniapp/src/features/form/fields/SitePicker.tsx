// Choosing one site: walk the tree inwards, or search by name and code.
import type { SiteId } from '@paidan/shared/kernel/id';
import { ScrollView, Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { useCodes, useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import { Sheet } from '../../../ui/Sheet';
import { useList } from '../useList';
import { ListBody, Search } from './Picker';
import './Picker.scss';

type Props = { readonly onPick: (id: SiteId) => void; readonly onClose: () => void };
type Step = { readonly id: SiteId; readonly name: string };

export function SitePicker({ onPick, onClose }: Props) {
  const words = useOwn(formWords);
  const { siteKinds } = useCodes();
  const [sought, setSought] = useState('');
  const [trail, setTrail] = useState<readonly Step[]>([]);
  const text = sought.trim();
  const parentId = trail[trail.length - 1]?.id ?? null;
  const list = useList('site.list', text ? { text, limit: 50 } : { parentId, limit: 100 });
  const open = (step: Step) => setTrail([...trail, step]);

  // An organization of one campus has nothing to choose at the outermost level.
  const opened = useRef(false);
  const [only, ...others] = list.items ?? [];
  useEffect(() => {
    if (opened.current || !only) return;
    opened.current = true;
    if (parentId === null && others.length === 0 && only.children > 0) setTrail([only]);
  }, [only, others.length, parentId]);

  return (
    <Sheet closeLabel={words.close} onClose={onClose}>
      <Text className="picker__title">{words.site.choose}</Text>
      <Search label={words.site.search} value={sought} onChange={setSought} />
      {text || trail.length === 0 ? null : (
        <View className="picker__trail">
          <View className="picker__crumb" {...pressable(() => setTrail([]))}>
            {words.site.all}
          </View>
          {trail.map((step, at) => (
            <View key={step.id} className="picker__crumb" {...pressable(() => setTrail(trail.slice(0, at + 1)))}>
              {step.name}
            </View>
          ))}
        </View>
      )}
      <ScrollView className="picker__list" scrollY>
        <ListBody list={list} none={words.site.none} hint={words.site.noneHint} loading={words.site.loading}>
          {(list.items ?? []).map((site) => (
            <View key={site.id} className="picker__item">
              <View className="picker__name" {...pressable(() => onPick(site.id))}>
                <Text className="picker__label">{site.name}</Text>
                <Text className="picker__note">{`${text ? site.path : siteKinds[site.kind]} · ${site.code}`}</Text>
              </View>
              {!text && site.children > 0 ? (
                <View className="picker__in" {...pressable(() => open(site), words.site.inside(site.name))}>
                  <Text>{site.children}</Text>
                  <Icon name="next" />
                </View>
              ) : null}
            </View>
          ))}
        </ListBody>
      </ScrollView>
    </Sheet>
  );
}
