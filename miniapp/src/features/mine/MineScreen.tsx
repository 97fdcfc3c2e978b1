// My reports with where each one is, newest first; and, behind my face, who I am here.
import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { useFollowing } from '../../lib/following';
import { useWords } from '../../lib/language';
import { useRefreshing } from '../../lib/refreshing';
import { replace } from '../../lib/route';
import { failureWords, useOwn } from '../../lib/said';
import type { Session } from '../../lib/session';
import { mineWords } from '../../text/mine';
import { Banner } from '../../ui/Banner';
import { BasketBadge } from '../../ui/BasketBadge';
import { Blank } from '../../ui/Blank';
import { ClaimCard } from '../../ui/ClaimCard';
import { Face } from '../../ui/Face';
import { Lines } from '../../ui/Lines';
import { pressable } from '../../ui/pressable';
import { Tabs } from '../../ui/Tabs';
import { Windowed } from '../../ui/Windowed';
import { HeldItems } from './HeldItems';
import { Item } from './Item';
import { Me } from './Me';
import './MineScreen.scss';
import { SameItems } from './SameItems';
import { type Mine, useMine } from './useMine';

type Props = {
  readonly session: Session;
  /** Of a guest, who stays one until somebody has signed in. */
  readonly onSignIn: () => void;
};

export function MineScreen({ session, onSignIn }: Props) {
  const words = useOwn(mineWords);
  const { mine, refresh, more } = useMine();
  const [meIsOpen, setMeIsOpen] = useState(false);
  const [waits, setWaits] = useState(false);
  const [follows, setFollows] = useState(false);
  useRefreshing(refresh);
  useFollowing(refresh);
  useReachBottom(more);
  return (
    <View className="mine">
      <View className="mine__head">
        <View className="mine__headline">
          <Text className="mine__org">{session.tenant.name}</Text>
          <Text className="mine__title">{words.title}</Text>
        </View>
        <View className="mine__me" {...pressable(() => setMeIsOpen(true), words.me)}>
          <Face name={session.member.name} pictureId={session.member.pictureId} />
        </View>
      </View>
      <BasketBadge />
      {session.guest ? (
        <>
          <HeldItems onSome={setWaits} />
          <SameItems onSome={setFollows} />
        </>
      ) : (
        <ClaimCard session={session} onClaimed={() => void refresh()} />
      )}
      <Body mine={mine} quiet={waits || follows} onRetry={() => void refresh()} />
      {meIsOpen ? <Me session={session} onSignIn={onSignIn} onClose={() => setMeIsOpen(false)} /> : null}
      <Tabs here="mine" />
    </View>
  );
}

function Body({
  mine: { items, next, failure, busy },
  quiet,
  onRetry,
}: {
  readonly mine: Mine;
  /** Something of mine stands above it: no tickets is not nothing. */
  readonly quiet: boolean;
  readonly onRetry: () => void;
}) {
  const words = useOwn(mineWords);
  const general = useWords();
  if (!items && !failure) return <Lines label={words.loading} widths={[70, 44, 88, 52, 64, 40]} />;
  if (!items && failure) {
    const title = failureWords(failure, general);
    return <Blank icon="cut" title={title} hint="" action={general.retry} busy={busy} onAction={onRetry} />;
  }
  if (items?.length === 0 && !failure) {
    if (quiet) return null;
    return <Blank icon="camera" {...words.empty} busy={false} onAction={() => replace('report')} />;
  }
  return (
    <>
      {failure ? (
        <Banner
          text={failure.kind === 'offline' ? words.old : failureWords(failure, general)}
          action={{ words: general.retry, onPress: onRetry }}
        />
      ) : null}
      <View className="mine__list">
        <Windowed items={items ?? []} keyOf={({ id }) => id}>
          {(ticket) => <Item ticket={ticket} />}
        </Windowed>
      </View>
      <Text className="mine__end">{next === undefined ? words.end : words.more}</Text>
    </>
  );
}
