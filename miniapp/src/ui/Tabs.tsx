// The three homes of the app at the bottom, where the thumb is.
import { Text, View } from '@tarojs/components';
import { type PageName, replace } from '../lib/route';
import { useOwn } from '../lib/said';
import { useSession } from '../lib/session';
import { tabWords } from '../text/tabs';
import { Icon, type IconName } from './Icon';
import { pressable } from './pressable';
import './Tabs.scss';

type Tab = Extract<PageName, 'today' | 'report' | 'mine'>;
const TABS: readonly (readonly [Tab, IconName])[] = [
  ['today', 'done'],
  ['report', 'camera'],
  ['mine', 'list'],
];

/** `open`: whoever is not signed in is here as well. */
export function Tabs({ here, open = false }: { readonly here: Tab; readonly open?: boolean }) {
  const words = useOwn(tabWords);
  // Nothing waits for somebody without an account.
  const session = useSession();
  const guest = session === null ? open : session.guest === true;
  return (
    <>
      <View className="tabs__room" />
      <View className="tabs" {...{ role: 'navigation' }}>
        {TABS.filter(([tab]) => tab !== 'today' || !guest).map(([tab, icon]) => (
          <View
            key={tab}
            className={`tabs__tab${tab === here ? ' tabs__tab--here' : ''}`}
            {...pressable(() => tab !== here && replace(tab), words[tab])}
            {...(tab === here ? { 'aria-current': 'page' } : {})}
          >
            <Icon name={icon} />
            <Text className="tabs__word">{words[tab]}</Text>
          </View>
        ))}
      </View>
    </>
  );
}
