// The link that opens one report anywhere: to copy, or to send to oneself.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { linkAddress } from '../lib/guest';
import { host } from '../lib/host/index';
import { useOwn } from '../lib/said';
import { guestWords } from '../text/guest';
import { Button } from './Button';
import './TrackLink.scss';

/** In a browser that can share, copying is not all there is. */
const canShare = (): boolean =>
  host.kind === 'h5' && typeof navigator !== 'undefined' && typeof navigator.share === 'function';

export function TrackLink({ link, title }: { readonly link: string; readonly title: string }) {
  const words = useOwn(guestWords).link;
  const [said, setSaid] = useState('');
  const address = linkAddress(link);
  async function copy() {
    const answer = await host.copy(address);
    setSaid(answer.ok ? words.copied : words.failed);
  }
  async function share() {
    const path = address.slice(address.indexOf('#') + 1);
    await host.share({ title, path });
  }
  return (
    <View className="track-link">
      <Text className="track-link__title">{words.title}</Text>
      <Text className="track-link__hint">{words.hint}</Text>
      <Text className="track-link__address" userSelect selectable>
        {address}
      </Text>
      <View className="track-link__acts">
        <Button look="quiet" onPress={() => void copy()}>
          {said || words.copy}
        </Button>
        {canShare() ? (
          <Button look="quiet" onPress={() => void share()}>
            {words.share}
          </Button>
        ) : null}
      </View>
    </View>
  );
}
