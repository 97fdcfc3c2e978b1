// Who I am here, the other language, what I want to hear of, and the way out.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { switchLanguage } from '../../lib/language';
import { leave } from '../../lib/leave';
import { useWaiting } from '../../lib/outbasket/outbasket';
import { useOwn } from '../../lib/said';
import type { Session } from '../../lib/session';
import { guestWords } from '../../text/guest';
import { mineWords } from '../../text/mine';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MyFace } from '../../ui/MyFace';
import { pressable } from '../../ui/pressable';
import { Sheet } from '../../ui/Sheet';
import './Me.scss';
import { Notices } from './Notices';

export function Me({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const words = useOwn(mineWords);
  const guest = useOwn(guestWords).mine;
  const waiting = useWaiting();
  const [view, setView] = useState<'me' | 'notices' | 'leaving'>('me');
  if (view === 'notices') return <Notices onClose={() => setView('me')} />;
  return (
    <Sheet closeLabel={words.close} onClose={onClose}>
      <MyFace session={session}>
        <Text className="self__name">{session.member.name}</Text>
        <Text className="self__org">
          {session.tenant.name} · {session.guest ? guest.guest : session.tenant.code}
        </Text>
      </MyFace>
      {session.guest ? null : (
        <View className="self__line" {...pressable(() => setView('notices'))}>
          <Icon name="bell" />
          <Text className="self__word">{words.notices}</Text>
          <Icon name="next" />
        </View>
      )}
      <View className="self__line" {...pressable(switchLanguage)}>
        <Icon name="language" />
        <Text className="self__word">{words.language}</Text>
      </View>
      <View className="self__line" {...pressable(() => (waiting > 0 && view === 'me' ? setView('leaving') : leave()))}>
        <Icon name="person" />
        <Text className="self__word">{words.otherOrg}</Text>
      </View>
      <View
        className="self__line self__line--leave"
        {...pressable(() => (waiting > 0 && view === 'me' ? setView('leaving') : leave()))}
      >
        <Icon name="leave" />
        <Text className="self__word">
          {view === 'leaving' ? words.signOutAnyway : session.guest ? guest.signIn : words.signOut}
        </Text>
      </View>
      {view === 'leaving' ? <Text className="self__warning">{words.signOutSure(waiting)}</Text> : null}
      <Button look="quiet" wide onPress={onClose}>
        {words.close}
      </Button>
    </Sheet>
  );
}
