// What is put down and not sent yet, as whoever shows it knows it. How it is kept is the form's affair.
import type { FileId } from '@paidan/shared/kernel/id';
import type { VoiceNote } from '@paidan/shared/model/field';

/** In a sheet. */
export type Note = {
  readonly text: string;
  readonly photos: readonly FileId[];
  readonly voice: VoiceNote | undefined;
  readonly setText: (text: string) => void;
  readonly setPhotos: (step: (now: readonly FileId[]) => FileId[]) => void;
  readonly setVoice: (voice: VoiceNote | undefined) => void;
  /** Something else of this sheet; null: it was not given. */
  readonly other: (name: string) => string | null;
  readonly setOther: (name: string, value: string) => void;
  /** Sent. */
  readonly forget: () => void;
  /** It is only on this page, since the device has no room. */
  readonly unkept: boolean;
};

/** False: it could not be done, and the field has said so. */
export type Finish = () => Promise<boolean>;

/** In the fields of one form. */
export type Unfinished = {
  /** Answers how to take it back. */
  readonly add: (finish: Finish) => () => void;
  readonly isOpen: () => boolean;
  /** Until all of it is among the values. False: some of it could not be kept. */
  readonly finish: () => Promise<boolean>;
};
