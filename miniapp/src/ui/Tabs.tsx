// The three homes of the app at the bottom, where the thumb is.
import { Text, View } from '@tarojs/components';
import { type PageName, replace } from '../lib/route';
import { useOwn } from '../lib/said';
import { useSession } from '../lib/session';
import { tabWords } from '../text/tabs';
import { Icon, type IconName } from './Icon';
import { pressable } from './pressable';
import './Tabs.scss';
import { Toast, ToastRoom } from './Toast';

type Tab = Extract<PageName, 'today' | 'report' | 'mine'>;
const TABS: readonly (readonly [Tab, IconName])[] = [
  ['today', 'done'],
  ['report', 'camera'],
  ['mine', 'list'],
];

type Props = {
  readonly here: Tab;
  /** Whoever is not signed in is here as well. */
  readonly open?: boolean;
  /** The page says what came of a press. */
  readonly told?: boolean;
};

export function Tabs({ here, open = false, told = false }: Props) {
  const words = useOwn(tabWords);
  // Nothing waits for somebody without an account.
  const session = useSession();
  const guest = session === null ? open : session.guest === true;
  return (
    <>
      <View className="tabs__room" />
      {told ? <ToastRoom /> : null}
      <View className="tabs" {...{ role: 'navigation' }}>
        {told ? <Toast /> : null}
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
