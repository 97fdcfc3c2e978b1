// The microphone and the loudspeaker of a mini-program. A host has one recorder for the whole app, so it is listened to once.
import { ok } from '@paidan/shared/kernel/result';
import Taro from '@tarojs/taro';
import { attempt } from './every';
import { failed, trouble } from './fail';
import type { Answer, Host, Listening, PlayEnd, Player, Recording } from './port';

/** One recording at a time, whoever's microphone it is. */
export type Hearing = {
  readonly started: () => void;
  readonly stopped: (how: Stopped) => void;
  readonly broken: (error: unknown) => void;
};
type Stopped = { readonly tempFilePath: string; readonly fileSize?: number; readonly duration?: number };
/** `null`: there is none here. `hear` is told of whatever goes on from then on. */
export type Microphone = {
  readonly start: (seconds: number) => void;
  readonly stop: () => void;
};
export type OpenMicrophone = (hear: Hearing) => Microphone | null;

/** `nameOf`: what the file is called, which tells the server nothing and people its kind. */
export function makeRecord(open: OpenMicrophone, nameOf: (path: string) => string): Host['record'] {
  let session: Hearing | null = null;
  let opened: Microphone | null = null;
  const leave = () => {
    const was = session;
    session = null;
    return was;
  };
  return ({ seconds, onEnd }) => {
    opened ??= open({
      started: () => session?.started(),
      stopped: (how) => leave()?.stopped(how),
      broken: (error) => leave()?.broken(error),
    });
    const microphone = opened;
    if (microphone === null) return Promise.resolve(trouble('voice', 'unsupported'));
    return new Promise((resolve) => {
      const begun = { at: Date.now() };
      let over: (recording: Awaited<Answer<Recording>>) => void = () => {};
      const ended = new Promise<Awaited<Answer<Recording>>>((finish) => {
        over = finish;
      });
      const mine: Hearing = {
        started: () => {
          begun.at = Date.now();
          resolve(
            ok({
              stop: () => {
                if (session === mine) microphone.stop();
                return ended;
              },
              cancel: () => {
                if (session !== mine) return;
                session = null;
                microphone.stop();
              },
            }),
          );
        },
        stopped: ({ tempFilePath, fileSize, duration }) => {
          const length = (duration ?? Date.now() - begun.at) / 1000;
          const counted = Math.min(seconds, Math.max(1, Math.round(length)));
          over(ok({ path: tempFilePath, bytes: fileSize ?? 0, seconds: counted, name: nameOf(tempFilePath) }));
          onEnd();
        },
        broken: (error) => {
          const why = failed('voice', error);
          resolve(why);
          over(why);
          onEnd();
        },
      };
      session = mine;
      microphone.start(seconds);
    });
  };
}

/** mp3, as every phone that may listen to it later can play that. */
export const record: Host['record'] = makeRecord(
  (hear) => {
    if (typeof Taro.getRecorderManager !== 'function') return null;
    const made = Taro.getRecorderManager();
    made.onStart(hear.started);
    made.onStop((how) => hear.stopped(how as Stopped));
    made.onError(hear.broken);
    // A call comes in: what was said so far stays.
    made.onInterruptionBegin?.(() => made.stop());
    return {
      start: (seconds) =>
        made.start({ format: 'mp3', duration: seconds * 1000, sampleRate: 16_000, encodeBitRate: 48_000 } as never),
      stop: () => made.stop(),
    };
  },
  () => 'voice.mp3',
);

export function play(path: string, onEnd: PlayEnd): Answer<Player> {
  return attempt('play', () => {
    const context = Taro.createInnerAudioContext();
    const end = (why: Listening) => {
      context.destroy();
      onEnd(why);
    };
    // A phone on silent still plays what its owner asks for.
    void Taro.setInnerAudioOption?.({ obeyMuteSwitch: false } as never)?.catch?.(() => {});
    context.onEnded(() => end('over'));
    context.onError(() => end('failed'));
    context.src = path;
    context.play();
    return {
      stop: () => {
        context.stop();
        context.destroy();
      },
    };
  });
}
