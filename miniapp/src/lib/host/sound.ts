// The microphone and the loudspeaker of a mini-program. WeChat has one recorder for the whole app, so it is listened to once.
import { ok } from '@paidan/shared/kernel/result';
import Taro from '@tarojs/taro';
import { attempt } from './every';
import { failed, trouble } from './fail';
import type { Answer, Listening, PlayEnd, Player, Recorder, RecordHow, Recording } from './port';

type Stopped = { readonly tempFilePath: string; readonly fileSize?: number; readonly duration?: number };
type Session = {
  readonly started: () => void;
  readonly stopped: (how: Stopped) => void;
  readonly broken: (error: unknown) => void;
};
let session: Session | null = null;
let manager: Taro.RecorderManager | null = null;

/** mp3, as every phone that may listen to it later can play that. */
export function record({ seconds, onEnd }: RecordHow): Answer<Recorder> {
  if (typeof Taro.getRecorderManager !== 'function') return Promise.resolve(trouble('voice', 'unsupported'));
  return new Promise((resolve) => {
    const begun = { at: Date.now() };
    let over: (recording: Awaited<Answer<Recording>>) => void = () => {};
    const ended = new Promise<Awaited<Answer<Recording>>>((finish) => {
      over = finish;
    });
    const mine: Session = {
      started: () => {
        begun.at = Date.now();
        resolve(
          ok({
            stop: () => {
              if (session === mine) recorder().stop();
              return ended;
            },
            cancel: () => {
              if (session !== mine) return;
              session = null;
              recorder().stop();
            },
          }),
        );
      },
      stopped: ({ tempFilePath, fileSize, duration }) => {
        const length = (duration ?? Date.now() - begun.at) / 1000;
        const counted = Math.min(seconds, Math.max(1, Math.round(length)));
        over(ok({ path: tempFilePath, bytes: fileSize ?? 0, seconds: counted, name: 'voice.mp3' }));
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
    recorder().start({ format: 'mp3', duration: seconds * 1000, sampleRate: 16_000, encodeBitRate: 48_000 } as never);
  });
}

function recorder(): Taro.RecorderManager {
  if (manager) return manager;
  const made = Taro.getRecorderManager();
  manager = made;
  made.onStart(() => session?.started());
  made.onStop((how) => leave()?.stopped(how as Stopped));
  made.onError((error) => leave()?.broken(error));
  // A call comes in: what was said so far stays.
  made.onInterruptionBegin?.(() => made.stop());
  return made;
}

function leave(): Session | null {
  const was = session;
  session = null;
  return was;
}

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
