// My reports, for whoever has come by a public code and reported nothing yet: how to, and the small way in for who has an account.
import { Text, View } from '@tarojs/components';
import { useGoingIn } from '../../lib/goingIn';
import { replace } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { mineWords } from '../../text/mine';
import { Banner } from '../../ui/Banner';
import { Blank } from '../../ui/Blank';
import { pressable } from '../../ui/pressable';
import { Tabs } from '../../ui/Tabs';
import './Nobody.scss';

export function Nobody({ onSignIn }: { readonly onSignIn: () => void }) {
  const words = useOwn(mineWords);
  const { asks, waiting, press } = useGoingIn(onSignIn);
  return (
    <View className="nobody">
      <Text className="nobody__title">{words.title}</Text>
      <Blank icon="camera" {...words.empty} busy={false} onAction={() => replace('guest')} />
      {asks ? <Banner text={words.signOutSure(waiting)} /> : null}
      <View className="nobody__in" {...pressable(press)}>
        {asks ? words.guest.signInAnyway : words.guest.signIn}
      </View>
      <Tabs here="mine" open />
    </View>
  );
}
