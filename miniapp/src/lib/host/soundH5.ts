// The microphone and the loudspeaker of a browser. Recorded as what most others can play, if this one can write it.
import { ok } from '@paidan/shared/kernel/result';
import { failed, trouble } from './fail';
import type { Answer, PlayEnd, Player, Recorder, RecordHow, Recording } from './port';

const WISHES = [
  ['audio/mp4;codecs=mp4a.40.2', 'm4a'],
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/ogg;codecs=opus', 'ogg'],
] as const;

/** `offer` makes an address of a blob that `upload` and <audio> take. */
export async function record(
  { seconds, onLevel, onEnd }: RecordHow,
  offer: (blob: Blob) => string,
): Promise<Awaited<Answer<Recorder>>> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const wish = WISHES.find(([type]) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, wish ? { mimeType: wish[0], audioBitsPerSecond: 48_000 } : {});
    const parts: Blob[] = [];
    const begun = Date.now();
    const quiet = hearLevel(stream, onLevel);
    let dropped = false;
    recorder.ondataavailable = ({ data }) => void parts.push(data);
    const ended = new Promise<Awaited<Answer<Recording>>>((resolve) => {
      recorder.onstop = () => {
        quiet();
        clearTimeout(limit);
        for (const track of stream.getTracks()) track.stop();
        const blob = new Blob(parts, { type: recorder.mimeType });
        const counted = Math.min(seconds, Math.max(1, Math.round((Date.now() - begun) / 1000)));
        const name = `voice.${wish?.[1] ?? 'webm'}`;
        if (dropped || blob.size === 0) return resolve(trouble('voice', dropped ? 'cancelled' : 'failed'));
        resolve(ok({ path: offer(blob), bytes: blob.size, seconds: counted, name }));
        onEnd();
      };
    });
    const stop = () => {
      if (recorder.state !== 'inactive') recorder.stop();
      return ended;
    };
    const limit = setTimeout(() => void stop(), seconds * 1000);
    recorder.start();
    return ok({
      stop,
      cancel: () => {
        dropped = true;
        void stop();
      },
    });
  } catch (error) {
    return isAbsent(error) ? trouble('voice', 'unsupported') : failed('voice', error);
  }
}

/** There is no microphone at all. */
const isAbsent = (error: unknown): boolean => (error as { name?: unknown } | null)?.name === 'NotFoundError';

/** Ten times a second, how loud it is, 0 to 1; until the returned function is called. */
function hearLevel(stream: MediaStream, tell: RecordHow['onLevel']): () => void {
  if (typeof AudioContext !== 'function' || !tell) return () => {};
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const bytes = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(bytes);
    tell(Math.min(1, (bytes.reduce((most, byte) => Math.max(most, Math.abs(byte - 128)), 0) / 128) * 1.6));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close().catch(() => {});
  };
}

export async function play(path: string, onEnd: PlayEnd): Promise<Awaited<Answer<Player>>> {
  const audio = new Audio(path);
  audio.onended = () => onEnd('over');
  audio.onerror = () => onEnd('failed');
  try {
    await audio.play();
    return ok({ stop: () => audio.pause() });
  } catch (error) {
    audio.onerror = null;
    return (error as { name?: unknown } | null)?.name === 'NotSupportedError'
      ? trouble('play', 'unsupported')
      : failed('play', error);
  }
}
