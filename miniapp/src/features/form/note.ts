// What is put down in a sheet: words, photos, something said, and what else it asks for. Kept on the device as a form's draft is, so
// that it stands there when the sheet opens again, however it was left: closed, gone back from, or with the app.
import type { FileId } from '@paidan/shared/kernel/id';
import type { FieldValue, FormValues } from '@paidan/shared/model/field';
import type { Note } from '../../lib/written';
import { useDraft } from './draft';
import { photosIn, textIn, voiceIn } from './view';

/** `key`: of the act and the ticket. */
export function useNote(key: string): Note {
  const { values, change, forget, unkept } = useDraft(key);
  const put = (name: string, next: (now: FieldValue | undefined) => FieldValue | undefined) =>
    change((now) => withValue(now, name, next(now[name])));
  return {
    text: textIn(values.text),
    photos: photosIn(values.photos) as readonly FileId[],
    voice: voiceIn(values.voice) ?? undefined,
    setText: (text) => put('text', () => (text === '' ? undefined : text)),
    setPhotos: (step) =>
      put('photos', (now) => {
        const photos = step(photosIn(now) as readonly FileId[]);
        return photos.length > 0 ? photos : undefined;
      }),
    setVoice: (voice) => put('voice', () => voice),
    other: (name) => (typeof values[name] === 'string' ? textIn(values[name]) : null),
    setOther: (name, value) => put(name, () => value),
    forget,
    unkept,
  };
}

function withValue(values: FormValues, name: string, value: FieldValue | undefined): FormValues {
  const { [name]: _, ...rest } = values;
  return value === undefined ? rest : { ...rest, [name]: value };
}
