// My own picture, and the way to another one.
import type { FileId } from '@paidan/shared/kernel/id';
import { Text, View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { call, type Failure } from '../lib/call';
import { host } from '../lib/host';
import { freshKey } from '../lib/id';
import { useWords } from '../lib/language';
import { failureWords, useOwn, useTroubleWords } from '../lib/said';
import { type Session, showMyPicture } from '../lib/session';
import { upload } from '../lib/upload';
import { faceWords } from '../text/face';
import { Face } from './Face';
import { pressable } from './pressable';

/** `children`: my name and what stands below it. */
export function MyFace({ session, children }: PropsWithChildren<{ readonly session: Session }>) {
  const words = useOwn(faceWords);
  const general = useWords();
  const describe = useTroubleWords();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const { name, pictureId } = session.member;
  /** Whoever reports without an account has no place to keep one. */
  const guest = session.guest === true;

  async function choose() {
    if (busy || guest) return;
    setSaid('');
    const chosen = await host.choosePhotos(1);
    if (!chosen.ok) return setSaid(describe(chosen.refusal));
    const [photo] = chosen.value;
    if (!photo) return;
    setBusy(true);
    const failure = await send(photo.path, photo.name);
    setBusy(false);
    if (failure) setSaid(failure.kind === 'offline' ? words.offline : failureWords(failure, general));
  }
  return (
    <View className="my-face">
      {/* The words beside it do the same for whoever cannot see it. */}
      <View onClick={() => void choose()}>
        <Face large name={name} pictureId={pictureId} />
      </View>
      <View className="my-face__what">
        {children}
        {guest ? null : (
          <View className="my-face__act" {...pressable(() => void choose())}>
            {busy ? words.sending : pictureId ? words.change : words.add}
          </View>
        )}
        {said ? (
          <Text className="my-face__said" {...{ role: 'alert' }}>
            {said}
          </Text>
        ) : null}
      </View>
    </View>
  );
}

/** Null: it went well. */
async function send(path: string, name: string): Promise<Failure | null> {
  const sent = await upload(path, name, freshKey());
  if (!sent.ok) return sent.refusal;
  const set = await call('session.setPicture', { pictureId: sent.value.id as FileId }, { key: freshKey() });
  if (!set.ok) return set.refusal;
  showMyPicture(set.value.pictureId);
  return null;
}
