// A report that waits for somebody to look at it: where it stands, asked again while one looks on.
import { SECOND } from '@paidan/shared/kernel/time';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call } from '../../lib/call';
import { host } from '../../lib/host/index';
import { go } from '../../lib/route';
import { useOwn, useTroubleWords } from '../../lib/said';
import { useSettled } from '../../lib/settled';
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
  const all = useOwn(guestWords);
  const words = all.held;
  const describe = useTroubleWords();
  const { held, contact } = useStanding(first);
  const settled = useSettled();
  const { state, no, id, title, because } = held;
  const isTicket = no !== null;
  const [trouble, setTrouble] = useState('');
  async function ring(phone: string) {
    const rang = await host.call(phone);
    setTrouble(rang.ok ? '' : describe(rang.refusal));
  }
  return (
    <View className="done" {...{ role: 'status' }}>
      <View className={`done__mark${isTicket ? '' : ' done__mark--kept'}`}>
        <Icon name={isTicket ? 'done' : state === 'spam' ? 'warn' : 'clock'} />
      </View>
      <Text className="done__title">{isTicket ? words.released : state === 'spam' ? words.spam : words.title}</Text>
      {isTicket ? <Text className="done__no">#{no}</Text> : null}
      <Text className="done__line done__line--strong">{title}</Text>
      {isTicket ? null : (
        <>
          {state === 'spam' ? null : <Text className="done__line">{words.because[because]}</Text>}
          <Text className="done__line">{state === 'spam' ? words.spamHint : words.hint}</Text>
        </>
      )}
      {trouble ? <Text className="done__line">{trouble}</Text> : null}
      {link === null ? null : <TrackLink link={link} title={title} />}
      <View className="done__acts">
        {isTicket ? (
          <Button wide onPress={settled(() => go('ticket', { id }))}>
            {words.track}
          </Button>
        ) : null}
        {isTicket || contact === null ? null : (
          <Button wide look="quiet" onPress={settled(() => void ring(contact))}>
            {`${all.call} ${contact}`}
          </Button>
        )}
        {onAgain === null ? null : (
          <Button wide look="quiet" onPress={settled(onAgain)}>
            {words.again}
          </Button>
        )}
      </View>
    </View>
  );
}

/** Asked at once as well: whom to call is said with it. */
function useStanding(first: Standing): { readonly held: Standing; readonly contact: string | null } {
  const [held, setHeld] = useState(first);
  const [contact, setContact] = useState<string | null>(null);
  const settled = held.no !== null;
  useEffect(() => {
    if (settled) return;
    const look = () =>
      void call('guest.held', { id: first.id }).then((answer) => {
        if (!answer.ok) return;
        const [now] = answer.value.items;
        if (now) setHeld(now);
        setContact(answer.value.contact ?? null);
      });
    look();
    const timer = setInterval(look, EVERY);
    return () => clearInterval(timer);
  }, [first.id, settled]);
  return { held, contact };
}
