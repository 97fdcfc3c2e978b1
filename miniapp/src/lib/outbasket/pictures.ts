// Pictures and voice notes of the outbasket: kept on the device at once, and on their way while the words are still being written.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Label } from '../guest';
import { host } from '../host';
import type { Photo, Recording, Trouble } from '../host/port';
import { freshKey } from '../id';
import { type Mark, stamped } from '../stamp';
import { upload } from '../upload';
import { isStillMe } from '../who';
import { isPassing, LOCAL, notTaken, type Picture, uploaded } from './basket';
import { currentBasket, keep, owner, ownerOfNew, putBack } from './shelf';

/**
 * A picture into the basket: it travels at once if it can. `ref` stands for it in a command's input. `label`: of the public page that it
 * is made on.
 */
export const addPhoto = async (taken: Photo, label: Label | null): Added => {
  const { photo, mark } = await stamped(taken);
  return add(photo, label, mark);
};

/** A voice note, in the same way. */
export const addVoice = (recording: Recording, label: Label | null): Added => add(recording, label);

type Added = Promise<Result<{ readonly ref: string; readonly path: string }, Trouble>>;

async function add(
  { path: drawn, bytes, name }: Pick<Photo, 'path' | 'bytes' | 'name'>,
  label: Label | null,
  mark: Mark | null = null,
): Added {
  const kept = await host.files.keep(drawn);
  if (!kept.ok) return no({ matter: 'storage', code: kept.refusal.code === 'full' ? 'full' : kept.refusal.code });
  const key = freshKey();
  const picture: Picture = {
    key,
    path: kept.value,
    name,
    bytes,
    by: ownerOfNew(label),
    at: Date.now(),
    label,
    fileId: null,
    refused: null,
    mark,
  };
  const before = currentBasket();
  if (!keep({ ...before, pictures: [...before.pictures, picture] })) {
    putBack(before);
    host.files.drop(kept.value);
    return no({ matter: 'storage', code: 'full' });
  }
  // To another organization nothing sets out: `guestAnew` sends it once they are a guest of this one.
  if (picture.by === owner()) void sendPicture(picture);
  return ok({ ref: LOCAL + key, path: drawn });
}

export function dropPhoto(ref: string): void {
  const { pictures, ...rest } = currentBasket();
  keep({ ...rest, pictures: pictures.filter((one) => LOCAL + one.key !== ref) });
}

/** The picture behind a `local:…`, for <Image src>; null when this device has it no longer. */
export async function photoPath(ref: string): Promise<string | null> {
  const picture = currentBasket().pictures.find((one) => LOCAL + one.key === ref);
  return picture ? host.files.show(picture.path) : null;
}

/** The pictures that these words name are that person's from now on, and are sent anew as theirs. */
export function ownPhotos(words: string, by: string): void {
  const { pictures, ...rest } = currentBasket();
  const own = (one: Picture): Picture =>
    words.indexOf(LOCAL + one.key) < 0 ? one : { ...one, by, fileId: null, refused: null };
  keep({ ...rest, pictures: pictures.map(own) });
}

/** What this person has made and has not been taken yet. */
export function sendPicturesOf(by: string): void {
  for (const picture of currentBasket().pictures) {
    if (picture.by !== by || picture.fileId !== null) continue;
    // A try without a session may still be on its way: it comes back with nothing.
    void (flights.get(picture.key) ?? Promise.resolve(false)).then((went) => went || sendPicture(picture));
  }
}

/** True when there was an answer, whichever. */
export async function sendPicture({ key, path, name, mark }: Picture): Promise<boolean> {
  const flying = flights.get(key);
  if (flying) return flying;
  const flight = (async () => {
    for (;;) {
      const by = ownerOf(key);
      if (!(await isStillMe())) return false;
      const answer = await upload(path, name, key, mark);
      const now = ownerOf(key);
      if (now === null) return true;
      // Another's meanwhile: the file is the former one's, and says nothing about theirs.
      if (now !== by) continue;
      if (answer.ok) keep(uploaded(currentBasket(), key, answer.value.id));
      else if (answer.refusal.kind === 'refused' && !isPassing(answer.refusal.code)) {
        keep(notTaken(currentBasket(), key, answer.refusal.message));
      } else return false;
      return true;
    }
  })().finally(() => flights.delete(key));
  flights.set(key, flight);
  return flight;
}
/** Whose picture it is; null: nobody needs it any more. */
const ownerOf = (key: string): string | null => currentBasket().pictures.find((one) => one.key === key)?.by ?? null;
const flights = new Map<string, Promise<boolean>>();
