// Something said: pressed it plays, pressed again it stops. One at a time.
import type { VoiceNote as Note } from '@paidan/shared/model/field';
import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { host } from '../../../lib/host/index';
import type { Player } from '../../../lib/host/port';
import { pictureOf } from '../../../lib/picture';
import { useOwn, useTroubleWords } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import './Voice.scss';

/** Stops whatever plays now. */
let silence: () => void = () => {};

export function VoiceNote({ note: { file, seconds } }: { readonly note: Note }) {
  const { voice: words } = useOwn(formWords);
  const describe = useTroubleWords();
  const [playing, setPlaying] = useState(false);
  const [trouble, setTrouble] = useState('');
  const player = useRef<Player | null>(null);
  const stop = () => {
    player.current?.stop();
    player.current = null;
    setPlaying(false);
  };
  // Fetched before it is asked for: browsers let a page make sounds only right after a press, and the cellar has no signal.
  useEffect(() => void pictureOf(file, 'full'), [file]);
  useEffect(() => () => player.current?.stop(), []);

  async function press() {
    if (playing) return stop();
    silence();
    silence = stop;
    setTrouble('');
    setPlaying(true);
    const path = await pictureOf(file, 'full');
    const got = path === null ? null : await host.play(path, ended);
    if (got?.ok) {
      player.current = got.value;
      return;
    }
    setPlaying(false);
    setTrouble(
      got === null ? words.lost : got.refusal.code === 'unsupported' ? words.unplayable : describe(got.refusal),
    );
  }
  const ended = (why: 'over' | 'failed') => {
    player.current = null;
    setPlaying(false);
    if (why === 'failed') setTrouble(words.unplayable);
  };

  return (
    <View className="voice">
      <View
        className={`voice__note${playing ? ' voice__note--playing' : ''}`}
        style={{ width: `${Math.min(224, 92 + seconds * 3)}px` }}
        {...pressable(() => void press(), playing ? words.stop : words.play(seconds))}
      >
        <Icon name={playing ? 'stop' : 'play'} />
        <View className="voice__wave" />
        <Text className="voice__seconds">{seconds}″</Text>
      </View>
      {trouble ? (
        <Text className="row__trouble" {...{ role: 'alert' }}>
          {trouble}
        </Text>
      ) : null}
    </View>
  );
}
