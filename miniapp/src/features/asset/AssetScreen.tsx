// One asset: what it is and where, what is wrong with it now, and what was done to it before.
import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useCallback, useEffect, useState } from 'react';
import { host } from '../../lib/host';
import { useWords } from '../../lib/language';
import { back, go, replace } from '../../lib/route';
import { failureWords, useOwn, useTroubleWords } from '../../lib/said';
import type { Session } from '../../lib/session';
import { assetWords } from '../../text/asset';
import { Banner } from '../../ui/Banner';
import { Blank } from '../../ui/Blank';
import { Button } from '../../ui/Button';
import { Foot } from '../../ui/Foot';
import { Icon } from '../../ui/Icon';
import { Lines } from '../../ui/Lines';
import './AssetScreen.scss';
import { type Astray, meantBy } from './find';
import { Past } from './Past';
import { useHistory } from './useHistory';

/** Either the asset's id, or what a scanner read. */
type Props = { readonly id: string; readonly scanned: string; readonly session: Session };

export function AssetScreen({ id, scanned, session }: Props) {
  const words = useOwn(assetWords);
  const [meant, setMeant] = useState(id);
  const [astray, setAstray] = useState<Astray | null>(null);
  const look = useCallback(async (text: string) => {
    setAstray(null);
    const answer = await meantBy(text);
    if (!answer.ok) return setAstray(answer.refusal);
    if (answer.value.kind === 'site') return replace('report', { site: answer.value.id });
    setMeant(answer.value.id);
  }, []);
  useEffect(() => {
    if (!id) void look(scanned);
  }, [id, scanned, look]);

  if (astray) return <NotFound astray={astray} onScanned={look} onAgain={() => void look(scanned)} />;
  if (!meant) return <Lines label={words.loading} widths={[50, 80, 100, 60]} />;
  return <Known key={meant} id={meant} session={session} />;
}

type NotFoundProps = {
  readonly astray: Astray;
  readonly onScanned: (text: string) => Promise<void>;
  readonly onAgain: () => void;
};

function NotFound({ astray, onScanned, onAgain }: NotFoundProps) {
  const words = useOwn(assetWords);
  const describe = useTroubleWords();
  const [trouble, setTrouble] = useState('');
  const { title, hint } = words.astray[astray];
  const offline = astray === 'failure';
  const rescans = !offline && host.can.scan;
  async function scan() {
    const answer = await host.scan();
    setTrouble(answer.ok ? '' : describe(answer.refusal));
    if (answer.ok) await onScanned(answer.value);
  }
  return (
    <Blank
      icon="scan"
      title={title}
      hint={trouble || hint}
      action={offline ? words.again : rescans ? words.scanAgain : words.back}
      busy={false}
      onAction={offline ? onAgain : rescans ? () => void scan() : back}
    />
  );
}

function Known({ id, session }: { readonly id: string; readonly session: Session }) {
  const words = useOwn(assetWords);
  const general = useWords();
  const { history, failure, refresh, more } = useHistory(id);
  usePullDownRefresh(() => void refresh().finally(() => Taro.stopPullDownRefresh()));
  useReachBottom(() => void more());
  if (!history) {
    if (!failure) return <Lines label={words.loading} widths={[50, 80, 100, 60]} />;
    const gone = failure.kind === 'refused';
    return (
      <Blank
        icon="cut"
        title={gone ? words.astray.unknown.title : failureWords(failure, general)}
        hint={gone ? words.astray.unknown.hint : ''}
        action={gone ? words.back : general.retry}
        busy={false}
        onAction={gone ? back : () => void refresh()}
      />
    );
  }
  const { asset, open, items, next } = history;
  const retired = asset.state === 'retired';
  const page = session.member.grants.includes('ticket.work') ? 'work' : 'ticket';
  const details = [asset.category, asset.model, asset.serial].filter(Boolean);
  return (
    <View className="asset">
      {failure ? (
        <Banner
          text={failure.kind === 'offline' ? words.old : failureWords(failure, general)}
          action={{ words: general.retry, onPress: () => void refresh() }}
        />
      ) : null}
      <Text className="asset__name">{asset.name}</Text>
      <View className="asset__card">
        <View className="asset__fact">
          <Icon name="scan" />
          <Text className="asset__text">{asset.code}</Text>
          <Text className={`asset__state${retired ? ' asset__state--retired' : ''}`}>
            {retired ? words.retired : open.length > 0 ? words.faulty(open.length) : words.fine}
          </Text>
        </View>
        <View className="asset__fact">
          <Icon name="pin" />
          <Text className="asset__text">{asset.sitePath ?? words.noSite}</Text>
        </View>
        {details.length > 0 ? (
          <View className="asset__fact">
            <Icon name="list" />
            <Text className="asset__text">{details.join(' · ')}</Text>
          </View>
        ) : null}
      </View>
      {retired ? <Text className="asset__hint">{words.retiredHint}</Text> : null}
      {open.length > 0 ? (
        <>
          <Text className="asset__section">{words.open}</Text>
          <View className="asset__list">
            {open.map((past) => (
              <Past key={past.id} past={past} page={page} />
            ))}
          </View>
        </>
      ) : null}
      <Text className="asset__section">{words.before}</Text>
      {items.length > 0 ? (
        <View className="asset__list">
          {items.map((past) => (
            <Past key={past.id} past={past} page={page} />
          ))}
        </View>
      ) : null}
      <Text className="asset__end">{items.length === 0 ? words.nothing : next ? words.more : words.end}</Text>
      {retired || !session.member.grants.includes('ticket.create') ? null : (
        <Foot>
          <Button wide onPress={() => go('report', { asset: asset.id })}>
            {words.report}
          </Button>
        </Foot>
      )}
    </View>
  );
}
