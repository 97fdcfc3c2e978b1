// Photos side by side, each opening in the light box.
import { useText } from '../../text/useText';
import { PhotoThumb } from './PhotoThumb';

export function PhotoRow({ ids }: { ids: readonly string[] }) {
  const text = useText();
  return (
    <span className="flex flex-wrap gap-2">
      {ids.map((id, at) => (
        <PhotoThumb key={id} id={id} all={ids} name={text.fields.openPhoto(at + 1)} />
      ))}
    </span>
  );
}
