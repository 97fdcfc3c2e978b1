// Where it is: the scanned place or asset, or the way to one. A bad code says what is wrong with it and what to do now.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../lib/call';
import { host } from '../../lib/host/index';
import { useOwn, useTroubleWords } from '../../lib/said';
import { chooseOrg, endSession } from '../../lib/session';
import { type ReportWords, reportWords } from '../../text/report';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import type { Bad, SpotState } from './useSpot';
import './Where.scss';

type Props = {
  readonly state: SpotState;
  readonly onScanned: (text: string) => void;
  readonly onAgain: () => void;
  readonly onByHand: () => void;
};

export function Where({ state, onScanned, onAgain, onByHand }: Props) {
  const words = useOwn(reportWords);
  const describe = useTroubleWords();
  const [trouble, setTrouble] = useState('');
  async function scan() {
    setTrouble('');
    const answer = await host.scan();
    if (answer.ok) onScanned(answer.value);
    else setTrouble(describe(answer.refusal));
  }
  const said = trouble ? <Text className="where__trouble">{trouble}</Text> : null;
  switch (state.is) {
    case 'looking':
      return <View className="where where--looking" {...{ role: 'status', 'aria-label': words.loading }} />;
    case 'found': {
      const { found } = state;
      const [name, path] =
        found.kind === 'site'
          ? [found.site.name, found.site.path]
          : [`${found.asset.name} · ${found.asset.code}`, found.asset.sitePath ?? ''];
      return (
        <>
          <View className="where">
            <Icon name="pin" />
            <View className="where__what">
              <Text className="where__name">{name}</Text>
              {path && path !== name ? <Text className="where__path">{path}</Text> : null}
            </View>
            {host.can.scan ? (
              <View className="where__act" {...pressable(scan)}>
                {words.scanAgain}
              </View>
            ) : null}
          </View>
          {said}
        </>
      );
    }
    case 'bad':
      return <BadCode bad={state.bad} onScan={scan} onAgain={onAgain} onByHand={onByHand} trouble={trouble} />;
    case 'none':
      return host.can.scan ? (
        <>
          <View className="where where--scan" {...pressable(scan, words.scan)}>
            <Icon name="scan" />
            <View className="where__what">
              <Text className="where__name">{words.scan}</Text>
              <Text className="where__path">{words.scanHint}</Text>
            </View>
            <Icon name="next" />
          </View>
          {said}
        </>
      ) : null;
  }
}

type BadProps = {
  readonly bad: Bad;
  readonly trouble: string;
  readonly onScan: () => void;
  readonly onAgain: () => void;
  readonly onByHand: () => void;
};

function BadCode({ bad, trouble, onScan, onAgain, onByHand }: BadProps) {
  const words = useOwn(reportWords);
  const offline = bad.why === 'failure';
  const { title, hint } = wordsOf(words.code, bad);
  const leave = (org: string) => {
    void call('session.end', {});
    endSession();
    chooseOrg(org);
  };
  return (
    <View className="where-bad" {...{ role: 'alert' }}>
      <View className="where-bad__head">
        <Icon name="warn" />
        <Text className="where-bad__title">{title}</Text>
      </View>
      <Text className="where-bad__hint">
        {bad.why === 'failure' && bad.failure.kind === 'refused' ? bad.failure.message : hint}
      </Text>
      {trouble ? <Text className="where__trouble">{trouble}</Text> : null}
      <View className="where-bad__acts">
        {offline ? (
          <Button look="quiet" onPress={onAgain}>
            {words.code.again}
          </Button>
        ) : host.can.scan ? (
          <Button look="quiet" onPress={onScan}>
            {words.scan}
          </Button>
        ) : null}
        {bad.why === 'foreign' ? (
          <Button look="quiet" onPress={() => leave(bad.org.code)}>
            {words.code.leave}
          </Button>
        ) : (
          <Button look="quiet" onPress={onByHand}>
            {words.byHand}
          </Button>
        )}
      </View>
    </View>
  );
}

function wordsOf(words: ReportWords['code'], bad: Bad): { readonly title: string; readonly hint: string } {
  if (bad.why === 'failure') return words.failed;
  if (bad.why !== 'foreign') return words[bad.why];
  const { name } = bad.org;
  return name === null ? words.foreign : { title: words.foreignOf(name), hint: words.foreign.hint };
}
