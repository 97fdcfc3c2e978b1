// The microphone and the loudspeaker inside DingTalk: one recorder and one player for the whole app, which are told by properties what
// to call. Source: the documents "getRecorderManager" and "getBackgroundAudioManager".

import { attempt } from './every';
import type { Answer, Host, PlayEnd, Player } from './port';
import { makeRecord } from './sound';

type Recorder = {
  readonly start: (how: { readonly duration: number }) => void;
  readonly stop: () => void;
  onstart?: () => void;
  onstop?: (how: { readonly tempFilePath: string }) => void;
  onerror?: (error: unknown) => void;
};
type Audio = {
  readonly stop: () => void;
  title: string;
  /** Plays from the moment that it is set. */
  src: string;
  onEnded?: () => void;
  onStop?: () => void;
  onError?: () => void;
};
declare const dd:
  | { readonly getRecorderManager?: () => Recorder; readonly getBackgroundAudioManager?: () => Audio }
  | undefined;

/** Phones write what they like (ogg, wav, m4a); the server looks into the file itself. How long it is they tell in two units: we count. */
export const record: Host['record'] = makeRecord(
  (hear) => {
    const manager = typeof dd === 'undefined' ? undefined : dd?.getRecorderManager?.();
    if (!manager) return null;
    manager.onstart = hear.started;
    manager.onstop = ({ tempFilePath }) => hear.stopped({ tempFilePath });
    manager.onerror = hear.broken;
    return { start: (seconds) => manager.start({ duration: seconds }), stop: () => manager.stop() };
  },
  (path) => `voice.${/\.(mp3|aac|m4a|wav|ogg|amr)$/.exec(path)?.[1] ?? 'm4a'}`,
);

export const canRecord = (): boolean => typeof dd !== 'undefined' && typeof dd?.getRecorderManager === 'function';

export function play(path: string, onEnd: PlayEnd): Answer<Player> {
  return attempt('play', () => {
    const audio = typeof dd === 'undefined' ? undefined : dd?.getBackgroundAudioManager?.();
    if (!audio) throw new Error('not supported');
    let heard = false;
    const end = (why: 'over' | 'failed') => () => {
      if (heard) return;
      heard = true;
      onEnd(why);
    };
    audio.onEnded = end('over');
    // Another note was begun, or the phone's own panel stopped it.
    audio.onStop = end('over');
    audio.onError = end('failed');
    audio.title = 'Paidan';
    audio.src = path;
    return {
      stop: () => {
        heard = true;
        audio.stop();
      },
    };
  });
}
