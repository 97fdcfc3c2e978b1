// The link that opens one report anywhere: to copy, or to send to oneself. The address itself is shown only where it could not be
// copied: nobody reads it.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { linkAddress } from '../lib/guest';
import { host } from '../lib/host/index';
import { useOwn } from '../lib/said';
import { guestWords } from '../text/guest';
import { Button } from './Button';
import './TrackLink.scss';

export function TrackLink({ link, title }: { readonly link: string; readonly title: string }) {
  const words = useOwn(guestWords).link;
  const [state, setState] = useState<'quiet' | 'copied' | 'failed'>('quiet');
  const address = linkAddress(link);
  async function copy() {
    setState((await host.copy(address)).ok ? 'copied' : 'failed');
  }
  async function share() {
    await host.share({ title, url: address });
  }
  return (
    <View className="track-link">
      <Text className="track-link__hint">{words.hint}</Text>
      {state === 'failed' ? (
        <>
          <Text className="track-link__hint">{words.failed}</Text>
          <Text className="track-link__address" userSelect selectable>
            {address}
          </Text>
        </>
      ) : null}
      <View className="track-link__acts">
        <Button look="quiet" onPress={() => void copy()}>
          {state === 'copied' ? words.copied : words.copy}
        </Button>
        {host.can.share ? (
          <Button look="quiet" onPress={() => void share()}>
            {words.share}
          </Button>
        ) : null}
      </View>
    </View>
  );
}
