// One picture, small; pressed it fills the screen, with its neighbours a swipe away.
import { Image, View } from '@tarojs/components';
import { host } from '../../../lib/host/index';
import { pictureOf, usePicture } from '../../../lib/picture';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import './PhotoField.scss';

type Props = {
  readonly reference: string;
  readonly all: readonly string[];
  readonly label: string;
  /** It cannot be sent. */
  readonly wrong?: boolean;
  readonly remove?: { readonly label: string; readonly onPress: () => void };
};

export function PhotoTile({ reference, all, label, wrong = false, remove }: Props) {
  const { src, state } = usePicture(reference);
  async function open() {
    const current = await pictureOf(reference, 'full');
    if (current === null) return;
    const others = await Promise.all(all.map((other) => pictureOf(other, 'full')));
    host.previewPhotos(
      others.filter((other): other is string => other !== null),
      current,
    );
  }
  return (
    <View className={`photos__tile${wrong ? ' photos__tile--wrong' : ''}`}>
      <View className={`photos__picture photos__picture--${state}`} {...pressable(() => void open(), label)}>
        {state === 'ready' ? (
          <Image className="photos__image" src={src} mode="aspectFill" nativeProps={{ alt: '' }} />
        ) : null}
        {state === 'lost' ? <Icon name="cut" /> : null}
      </View>
      {remove ? (
        <View className="photos__remove" {...pressable(remove.onPress, remove.label)}>
          <View className="photos__cross">
            <Icon name="close" />
          </View>
        </View>
      ) : null}
    </View>
  );
}
