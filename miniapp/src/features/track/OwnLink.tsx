// For whoever has no account: the link by which this report is found again, and the way to switch it off once it has been passed on too
// far. Whoever came by it is told what it is good for.
import type { TicketId } from '@paidan/shared/kernel/id';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { call } from '../../lib/call';
import { freshKey } from '../../lib/id';
import { useWords } from '../../lib/language';
import { failureWords, useOwn } from '../../lib/said';
import { tell } from '../../lib/told';
import { guestWords } from '../../text/guest';
import { Button } from '../../ui/Button';
import { TrackLink } from '../../ui/TrackLink';
import './OwnLink.scss';

type Props = {
  readonly id: TicketId;
  readonly title: string;
  /** Opened by the link itself, on a device that has not reported it. */
  readonly byLink: boolean;
};

export function OwnLink({ id, title, byLink }: Props) {
  const words = useOwn(guestWords).link;
  const general = useWords();
  const [link, setLink] = useState<string | 'off' | null>(null);
  const [step, setStep] = useState<'quiet' | 'sure' | 'busy'>('quiet');
  useEffect(() => {
    let gone = false;
    void call('guest.link', { id }).then((answer) => {
      if (gone) return;
      if (answer.ok) setLink(answer.value.link);
      else if (answer.refusal.kind === 'refused' && answer.refusal.code === 'link_revoked') setLink('off');
    });
    return () => {
      gone = true;
    };
  }, [id]);

  /** It is larger than the button whose place it takes, and must not open below the edge. */
  useEffect(() => {
    if (step !== 'sure') return;
    void Promise.resolve(Taro.pageScrollTo({ selector: '#own-link-sure', offsetTop: -200, duration: 160 })).catch(
      () => {},
    );
  }, [step]);

  async function revoke() {
    if (step === 'busy') return;
    setStep('busy');
    const answer = await call('guest.revokeLink', { id }, { key: freshKey() });
    setStep('quiet');
    if (!answer.ok) return tell(failureWords(answer.refusal, general), 'bad');
    setLink('off');
    tell(words.off);
  }

  if (link === null) return null;
  if (link === 'off') return <Text className="own-link__note">{words.off}</Text>;
  return (
    <>
      <TrackLink link={link} title={title} />
      {byLink ? (
        <Text className="own-link__note">{words.goodFor}</Text>
      ) : step === 'quiet' ? (
        <View className="own-link__acts">
          <Button wide look="quiet" onPress={() => setStep('sure')}>
            {words.revoke}
          </Button>
        </View>
      ) : (
        <View className="own-link__acts" id="own-link-sure">
          <Text className="own-link__warning">{words.revokeHint}</Text>
          <Button wide look="danger" busy={step === 'busy'} onPress={() => void revoke()}>
            {words.revokeSure}
          </Button>
          <View className="own-link__second">
            <Button wide look="quiet" onPress={() => setStep('quiet')}>
              {words.keep}
            </Button>
          </View>
        </View>
      )}
    </>
  );
}
