// Fields that no first screen waits for. A browser fetches them once the form stands, all at once, and keeps them with the rest of the
// pages; a packaged mini-program has them anyway.
import { Text, View } from '@tarojs/components';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useOwn } from '../../lib/said';
import { formWords } from '../../text/form';
import { Button } from '../../ui/Button';
import type { ViewProps } from './view';

type Fields = typeof import('./rare');
const SHOWN_MS = 600;

function later(name: keyof Fields): ComponentType<ViewProps> {
  if (process.env.TARO_ENV !== 'h5') return (require('./rare') as Fields)[name];
  const Field = lazy(async () => ({ default: (await fetched())[name] }));
  return (props) => (
    <Suspense fallback={<Coming />}>
      <Field {...props} />
    </Suspense>
  );
}

/** Tried again until there is signal: a form that stands must not break for want of one field. */
async function fetched(): Promise<Fields> {
  // Asked for by the form that is being drawn: what else it needs comes first.
  await new Promise((done) => setTimeout(done, SHOWN_MS));
  for (;;) {
    try {
      return await import(/* webpackChunkName: "fields" */ './rare');
    } catch {
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
}
const AGAIN_MS = 2000;
/** A page that stood open while the server got a newer version asks for what is not there any more: opened anew, it is whole. */
const LONG_MS = 10_000;

function Coming() {
  const words = useOwn(formWords).coming;
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return <View className="form__coming" {...{ role: 'status', 'aria-label': words.wait }} />;
  return (
    <View className="form__late" {...{ role: 'status' }}>
      <Text>{words.late}</Text>
      <Button look="quiet" onPress={() => window.location.reload()}>
        {words.reload}
      </Button>
    </View>
  );
}

export const ChecklistField = later('ChecklistField');
export const RatingField = later('RatingField');
export const SignatureField = later('SignatureField');
export const VoiceField = later('VoiceField');
