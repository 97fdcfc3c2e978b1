// A report that waits for somebody to look at it: where it stands, asked again while one looks on.
import { SECOND } from '@paidan/shared/kernel/time';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call } from '../../lib/call';
import { replace } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { guestWords } from '../../text/guest';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { TrackLink } from '../../ui/TrackLink';
import './Done.scss';

export type Standing = Output<'guest.held'>['items'][number];

const EVERY = 5 * SECOND;

type Props = {
  readonly held: Standing;
  /** Null: not known here. */
  readonly link: string | null;
  /** Null: nothing more can be reported from here. */
  readonly onAgain: (() => void) | null;
};

export function GuestHeld({ held: first, link, onAgain }: Props) {
  const words = useOwn(guestWords).held;
  const held = useStanding(first);
  const { state, no, id, title } = held;
  const isTicket = no !== null;
  return (
    <View className="done" {...{ role: 'status' }}>
      <View className={`done__mark${isTicket ? '' : ' done__mark--kept'}`}>
        <Icon name={isTicket ? 'done' : state === 'spam' ? 'warn' : 'clock'} />
      </View>
      <Text className="done__title">{isTicket ? words.released : state === 'spam' ? words.spam : words.title}</Text>
      {isTicket ? <Text className="done__no">#{no}</Text> : null}
      <Text className="done__line done__line--strong">{title}</Text>
      {isTicket ? null : <Text className="done__line">{state === 'spam' ? words.spamHint : words.hint}</Text>}
      {link === null ? null : <TrackLink link={link} title={title} />}
      <View className="done__acts">
        {isTicket ? (
          <Button wide onPress={() => replace('ticket', { id })}>
            {words.track}
          </Button>
        ) : null}
        {onAgain === null ? null : (
          <Button wide look="quiet" onPress={onAgain}>
            {words.again}
          </Button>
        )}
      </View>
    </View>
  );
}

function useStanding(first: Standing): Standing {
  const [held, setHeld] = useState(first);
  const settled = held.no !== null;
  useEffect(() => {
    if (settled) return;
    const timer = setInterval(() => {
      void call('guest.held', { id: first.id }).then((answer) => {
        const [now] = answer.ok ? answer.value.items : [];
        if (now) setHeld(now);
      });
    }, EVERY);
    return () => clearInterval(timer);
  }, [first.id, settled]);
  return held;
}
