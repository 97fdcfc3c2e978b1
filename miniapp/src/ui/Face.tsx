// Somebody's face: their picture, or else the last letter of their name.
import { Image, View } from '@tarojs/components';
import { usePicture } from '../lib/picture';
import './Face.scss';

type Props = { readonly name: string; readonly pictureId: string | null | undefined; readonly large?: boolean };

export function Face({ name, pictureId, large = false }: Props) {
  return (
    <View className={`face${large ? ' face--large' : ''}`} {...{ 'aria-hidden': true }}>
      {pictureId ? <Picture id={pictureId} initial={name.slice(-1)} /> : name.slice(-1)}
    </View>
  );
}

function Picture({ id, initial }: { readonly id: string; readonly initial: string }) {
  const { src, state } = usePicture(id);
  return state === 'ready' ? (
    <Image className="face__picture" src={src} mode="aspectFill" nativeProps={{ alt: '' }} />
  ) : (
    initial
  );
}
