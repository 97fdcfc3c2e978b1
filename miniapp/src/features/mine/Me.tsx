// Who I am here, the other language, what I want to hear of, and the way out.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useGoingIn } from '../../lib/goingIn';
import { switchLanguage } from '../../lib/language';
import { leave } from '../../lib/leave';
import { useWaiting } from '../../lib/outbasket/shelf';
import { useOwn } from '../../lib/said';
import type { Session } from '../../lib/session';
import { mineWords } from '../../text/mine';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MyFace } from '../../ui/MyFace';
import { pressable } from '../../ui/pressable';
import { Sheet } from '../../ui/Sheet';
import './Me.scss';
import { Notices } from './Notices';
import { OwnPassword } from './OwnPassword';

type Props = { readonly session: Session; readonly onSignIn?: () => void; readonly onClose: () => void };

export function Me({ session, onSignIn, onClose }: Props) {
  const words = useOwn(mineWords);
  const { guest } = words;
  const waiting = useWaiting();
  const [view, setView] = useState<'me' | 'notices' | 'password' | 'leaving' | 'moving'>('me');
  const away = () => {
    leave();
    if (session.guest) onSignIn?.();
  };
  // A session that an earlier version kept does not say: most have one.
  const hasPassword = session.member.hasPassword !== false;
  const goingIn = useGoingIn(() => onSignIn?.());
  const asks = waiting > 0 && view === 'me';
  if (view === 'notices') return <Notices onClose={() => setView('me')} />;
  if (view === 'password') return <OwnPassword session={session} onBack={() => setView('me')} onDone={onClose} />;
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
      {session.guest || !hasPassword ? null : (
        <View className="self__line" {...pressable(() => setView('password'))}>
          <Icon name="key" />
          <Text className="self__word">{words.password.title}</Text>
          <Icon name="next" />
        </View>
      )}
      <View className="self__line" {...pressable(switchLanguage)}>
        <Icon name="language" />
        <Text className="self__word">{words.language}</Text>
      </View>
      {session.guest ? (
        <>
          <View className="self__line" {...pressable(goingIn.press)}>
            <Icon name="person" />
            <Text className="self__word">{goingIn.asks ? guest.signInAnyway : guest.signIn}</Text>
          </View>
          <View
            className={`self__line${view === 'moving' ? ' self__line--leave' : ''}`}
            {...pressable(() => (view === 'moving' ? away() : setView('moving')))}
          >
            <Icon name="leave" />
            <Text className="self__word">{view === 'moving' ? guest.moveAnyway : words.otherOrg}</Text>
          </View>
        </>
      ) : (
        <>
          <View className="self__line" {...pressable(() => (asks ? setView('leaving') : away()))}>
            <Icon name="person" />
            <Text className="self__word">{words.otherOrg}</Text>
          </View>
          <View className="self__line self__line--leave" {...pressable(() => (asks ? setView('leaving') : away()))}>
            <Icon name="leave" />
            <Text className="self__word">{view === 'leaving' ? words.signOutAnyway : words.signOut}</Text>
          </View>
        </>
      )}
      {view === 'moving' ? <Text className="self__warning">{guest.moveSure(session.tenant.name)}</Text> : null}
      {goingIn.asks || (waiting > 0 && (view === 'leaving' || view === 'moving')) ? (
        <Text className="self__warning">{words.signOutSure(waiting)}</Text>
      ) : null}
      <Button look="quiet" wide onPress={onClose}>
        {words.close}
      </Button>
    </Sheet>
  );
}
