// Checking in on site: where I am, how far that is, and the fence drawn. Outside of it a reason lets me in all the same.
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useCallback, useEffect, useState } from 'react';
import type { CallName } from '../../lib/api';
import { host } from '../../lib/host';
import type { Place, Trouble } from '../../lib/host/port';
import { sayTrouble } from '../../lib/host/trouble';
import { useLanguage } from '../../lib/language';
import type { Outcome } from '../../lib/outbasket/outbasket';
import { useOwn } from '../../lib/said';
import { groundWords } from '../../text/ground';
import { workWords } from '../../text/work';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import { drawing, type Fence, standing } from './fence';
import type { FormKit } from './kit';
import './ArriveSheet.scss';
import { isGone, useOutcomeWords } from './said';
import type { Doing } from './useWork';

type Props = {
  readonly fence: Fence | null;
  readonly kit: FormKit;
  readonly ticketId: string;
  readonly act: (doing: Doing) => Promise<Outcome<CallName>>;
  readonly onGone: (said: string) => void;
  readonly onClose: () => void;
};

export function ArriveSheet({ kit: { Prose, useNote }, ticketId, fence, act, onGone, onClose }: Props) {
  const { arrive: words, close } = useOwn(workWords);
  const say = useOutcomeWords();
  const { place, trouble, find } = useFound();
  const { text: reason, setText: setReason, forget } = useNote(`arrive.${ticketId}`);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const here = place && fence ? standing(place, fence) : null;
  const outside = here !== null && !here.inside;
  /** Elsewhere than at the site, or nowhere: the phone would not say. */
  const asksWhy = outside || trouble !== null;

  async function checkIn() {
    if ((!place && !trouble) || busy) return;
    if (asksWhy && !isVisible(reason)) return setSaid(words.needed);
    setBusy(true);
    const position = place && {
      lat: place.lat,
      lng: place.lng,
      accuracy: Math.min(1_000_000, Math.round(place.accuracy)),
    };
    const outcome = await act({
      name: 'ticket.arrive',
      input: { position, ...(asksWhy ? { override: reason.trim() } : {}) },
    });
    setBusy(false);
    if (!isGone(outcome)) return setSaid(say(outcome));
    forget();
    onGone(say(outcome));
  }

  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="arrive__title">{words.title}</Text>
      {place && fence ? <Ground place={place} fence={fence} /> : null}
      {place === null && trouble === null ? (
        <View className="arrive__ground arrive__ground--finding" {...{ role: 'status' }}>
          {words.finding}
        </View>
      ) : null}
      {trouble ? <Refused trouble={trouble} onAgain={find} /> : null}
      {place ? (
        <View className={`arrive__where${outside ? ' arrive__where--outside' : ''}`} {...{ role: 'status' }}>
          <Text className="arrive__far">
            {here === null || fence === null
              ? words.noFence
              : here.inside
                ? words.inside(here.distance)
                : words.outside(here.distance, Math.round(fence.radius))}
          </Text>
          <Text className="arrive__vague">{words.accuracy(Math.round(place.accuracy))}</Text>
        </View>
      ) : null}
      {asksWhy ? (
        <>
          <Text className="arrive__label">{outside ? words.reason : words.unplaced}</Text>
          <Prose
            label={outside ? words.reason : words.unplaced}
            hint={words.reasonExample}
            value={reason}
            maxLength={LIMITS.reason}
            onChange={setReason}
          />
        </>
      ) : null}
      {said ? (
        <Text className="arrive__said" {...{ role: 'alert' }}>
          {said}
        </Text>
      ) : null}
      {place || trouble ? (
        <View className="arrive__do">
          <Button wide busy={busy} look={place ? 'main' : 'quiet'} onPress={() => void checkIn()}>
            {asksWhy ? words.anyway : words.here}
          </Button>
        </View>
      ) : null}
      {place ? (
        <Button wide look="quiet" onPress={() => void find()}>
          {words.again}
        </Button>
      ) : null}
    </Sheet>
  );
}

function useFound() {
  const [place, setPlace] = useState<Place | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const find = useCallback(async () => {
    setTrouble(null);
    setPlace(null);
    const found = await host.place();
    if (found.ok) setPlace(found.value);
    else setTrouble(found.refusal);
  }, []);
  useEffect(() => void find(), [find]);
  return { place, trouble, find };
}

function Refused({ trouble, onAgain }: { readonly trouble: Trouble; readonly onAgain: () => Promise<void> }) {
  const { arrive: words } = useOwn(workWords);
  const { settings } = useOwn(groundWords);
  const said = sayTrouble(trouble, useLanguage(), words.instead);
  return (
    <>
      <Text className="arrive__said" {...{ role: 'alert' }}>
        {said.text}
      </Text>
      {said.settings && host.can.settings ? (
        <View className="arrive__do">
          <Button wide onPress={host.openSettings}>
            {settings}
          </Button>
        </View>
      ) : null}
      <Button wide look="quiet" onPress={() => void onAgain()}>
        {words.again}
      </Button>
    </>
  );
}

/** The site in the middle, its fence as a ring, and me. North is up. */
function Ground({ place, fence }: { readonly place: Place; readonly fence: Fence }) {
  const { arrive: words } = useOwn(workWords);
  const { ring, x, y } = drawing(place, fence);
  const share = (part: number) => `${(part * 100).toFixed(1)}%`;
  const edge = share((1 - ring) / 2);
  return (
    <View className="arrive__ground" {...{ 'aria-hidden': true }}>
      <View className="arrive__square">
        <View className="arrive__ring" style={{ left: edge, top: edge, width: share(ring), height: share(ring) }} />
        <View className="arrive__dot arrive__dot--site" style={{ left: '50%', top: '50%' }}>
          <Text className="arrive__name">{words.site}</Text>
        </View>
        <View className="arrive__dot" style={{ left: share(x), top: share(y) }}>
          <Text className="arrive__name arrive__name--me">{words.you}</Text>
        </View>
      </View>
    </View>
  );
}
