// A signature: drawn with a finger, and kept as a picture when the person says so, at the latest by sending the form. Ink on paper in light and dark alike.
import { Canvas, Image, Text, View } from '@tarojs/components';
import type { CanvasTouchEvent } from '@tarojs/components/types/common';
import type Taro from '@tarojs/taro';
import { useContext, useEffect, useId, useRef, useState } from 'react';
import { addPhoto } from '../../../lib/outbasket/pictures';
import { usePicture } from '../../../lib/picture';
import { useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Button } from '../../../ui/Button';
import { pressable } from '../../../ui/pressable';
import { PublicLabel } from '../publicPage';
import { OwnForm } from '../unfinished';
import { textIn, type ViewProps } from '../view';
import { paperOf, pointIn, savePaper } from './paper';
import './SignatureField.scss';

export function SignatureField({ label, value, onChange }: ViewProps) {
  const reference = textIn(value);
  return reference ? (
    <Signed reference={reference} onAgain={() => onChange(undefined)} />
  ) : (
    <Pad label={label} onSigned={onChange} />
  );
}

function Signed({ reference, onAgain }: { readonly reference: string; readonly onAgain: () => void }) {
  const { sign } = useOwn(formWords);
  const { src, state } = usePicture(reference, 'full');
  return (
    <View className="signature">
      <View className="signature__paper">
        {state === 'ready' ? (
          <Image className="signature__image" src={src} mode="aspectFit" nativeProps={{ alt: sign.done }} />
        ) : null}
        {state === 'lost' ? <Text className="signature__hint">{sign.done}</Text> : null}
      </View>
      <View className="signature__again" {...pressable(onAgain)}>
        {sign.again}
      </View>
    </View>
  );
}

type State = 'blank' | 'inked' | 'saving' | 'failed';

function Pad({ label, onSigned }: { readonly label: string; readonly onSigned: (reference: string) => void }) {
  const { sign } = useOwn(formWords);
  const id = `pad${useId().replace(/[^0-9A-Za-z]/g, '')}`;
  const [state, setState] = useState<State>('blank');
  const pen = useRef<{ x: number; y: number } | null>(null);
  const paper = useRef<Taro.CanvasContext | null>(null);

  function start(event: CanvasTouchEvent) {
    if (state === 'saving') return;
    paper.current ??= paperOf(id);
    pen.current = pointIn(event);
    setState('inked');
  }
  function move(event: CanvasTouchEvent) {
    const [from, to] = [pen.current, pointIn(event)];
    if (!from || !to || !paper.current) return;
    paper.current.moveTo(from.x, from.y);
    paper.current.lineTo(to.x, to.y);
    paper.current.stroke();
    paper.current.draw(true);
    pen.current = to;
  }
  const lift = () => {
    pen.current = null;
  };
  function again() {
    paper.current?.draw(false);
    paper.current = null;
    setState('blank');
  }
  const own = useContext(OwnForm);
  const page = useContext(PublicLabel);
  const saving = useRef<Promise<boolean> | null>(null);
  const keep = useRef(async () => false);
  keep.current = () => {
    saving.current ??= save().finally(() => {
      saving.current = null;
    });
    return saving.current;
  };
  async function save() {
    setState('saving');
    const photo = await savePaper(id, paper.current);
    const kept = photo && (await addPhoto(photo, page));
    if (kept?.ok) onSigned(kept.value.ref);
    else setState('failed');
    return kept?.ok === true;
  }
  const isBlank = state === 'blank';
  useEffect(() => (isBlank ? undefined : own?.add(() => keep.current())), [isBlank, own]);

  const mouse = process.env.TARO_ENV === 'h5' ? { onMouseDown: start, onMouseMove: move, onMouseUp: lift } : {};
  return (
    <View className="signature">
      <View className="signature__paper" {...mouse}>
        <Canvas
          id={id}
          canvasId={id}
          className="signature__canvas"
          disableScroll
          onTouchStart={start}
          onTouchMove={move}
          onTouchEnd={lift}
          {...{ 'aria-label': label, role: 'img' }}
        />
        {state === 'blank' ? <Text className="signature__hint">{sign.here}</Text> : null}
      </View>
      {state === 'failed' ? <Text className="row__trouble">{sign.failed}</Text> : null}
      {state === 'blank' ? null : (
        <View className="signature__acts">
          <View className="signature__again" {...pressable(again)}>
            {sign.again}
          </View>
          <Button busy={state === 'saving'} onPress={() => void keep.current()}>
            {state === 'saving' ? sign.saving : sign.keep}
          </Button>
        </View>
      )}
    </View>
  );
}
