// After reporting: the number, what happens next, by when, and whether to be told.
import type { Receipt } from '@paidan/shared/contract/guest';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useWaiting } from '../../lib/outbasket/shelf';
import { go, replace } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { useSettled } from '../../lib/settled';
import { useWhen } from '../../lib/when';
import { reportWords } from '../../text/report';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import './Done.scss';
import { Tell } from './Tell';

type Props = {
  /** Null: it waits on the phone for the network. */
  readonly receipt: Receipt | null;
  readonly onAgain: () => void;
  /** How to be kept informed. */
  readonly tell?: ReactNode;
};

export function Done({ receipt, onAgain, tell = <Tell /> }: Props) {
  const words = useOwn(reportWords).done;
  const when = useWhen();
  const settled = useSettled();
  // What waited may have gone out while the page stood open.
  const sent = useWaiting() === 0;
  return (
    <View className="done" {...{ role: 'status' }}>
      <View className={`done__mark${receipt || sent ? '' : ' done__mark--kept'}`}>
        <Icon name={receipt || sent ? 'done' : 'clock'} />
      </View>
      <Text className="done__title">{receipt || sent ? words.title : words.kept}</Text>
      {receipt ? (
        <>
          <Text className="done__no">#{receipt.no}</Text>
          {receipt.next ? <Text className="done__line">{words.next[receipt.next]}</Text> : null}
          <Text className="done__line done__line--strong">{words.by(when(receipt.dueAt))}</Text>
          {tell}
        </>
      ) : (
        <Text className="done__line">{sent ? words.gone : words.keptHint}</Text>
      )}
      <View className="done__acts">
        {receipt ? (
          <Button wide onPress={settled(() => go('ticket', { id: receipt.id }))}>
            {words.track}
          </Button>
        ) : sent ? (
          <Button wide onPress={settled(() => replace('mine'))}>
            {words.mine}
          </Button>
        ) : null}
        <Button wide look="quiet" onPress={settled(onAgain)}>
          {words.again}
        </Button>
      </View>
    </View>
  );
}
