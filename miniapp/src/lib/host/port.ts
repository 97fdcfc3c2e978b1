// What a page may ask of the phone it runs on. WeChat, WeCom, DingTalk and the browser each answer in their own way; pages never
// know which. Nothing here throws: what was not had comes back as a `Trouble`, with words and a next step in `trouble.ts`.
import type { Point } from '@paidan/shared/kernel/geo';
import type { Result } from '@paidan/shared/kernel/result';
import type { HostAccountKind } from '@paidan/shared/kinds';

export type HostKind = 'wechat' | 'wecom' | 'dingtalk' | 'h5';

/** What the person was asked for, or wanted to do. */
export type Matter =
  | 'camera'
  | 'place'
  | 'voice'
  | 'play'
  | 'scan'
  | 'call'
  | 'map'
  | 'pay'
  | 'subscribe'
  | 'share'
  | 'storage'
  | 'signIn';
export type TroubleCode =
  /** They pressed back: nothing needs to be said. */
  | 'cancelled'
  /** They, or the phone's settings, say no. */
  | 'denied'
  /** WeChat's privacy guide was not agreed to. */
  | 'privacy'
  /** The phone's own positioning, or its network, is switched off. */
  | 'off'
  /** This host has no such thing. */
  | 'unsupported'
  | 'full'
  /** A picture that this product cannot take. */
  | 'tooLarge'
  | 'heic'
  /** Not a picture, or a broken one: `detail` is the file's name. */
  | 'notPicture'
  | 'failed';
export type Trouble = { readonly matter: Matter; readonly code: TroubleCode; readonly detail?: string };
export type Answer<T> = Promise<Result<T, Trouble>>;

/** A picture on the device. `path` is what <Image src> shows and what `files` and `upload` take. */
export type Photo = {
  readonly path: string;
  readonly bytes: number;
  readonly name: string;
  /** Chosen beside others, and not to be had: `path` is empty. */
  readonly wrong?: Trouble;
};
export type Recording = {
  readonly path: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly name: string;
};
export type RecordHow = {
  /** It ends by itself after so many. */
  readonly seconds: number;
  /** How loud it is, 0 to 1, where the host can tell. */
  readonly onLevel?: (level: number) => void;
  /** It has ended, in whichever way but `cancel`: `stop` answers at once. */
  readonly onEnd: () => void;
};
export type Recorder = { readonly stop: () => Answer<Recording>; readonly cancel: () => void };
export type Listening = 'over' | 'failed';
export type PlayEnd = (why: Listening) => void;
export type Player = { readonly stop: () => void };
/** WGS-84; metres. */
export type Place = Point & { readonly accuracy: number };
export type Destination = Point & { readonly name: string; readonly address: string };

/** How the app was opened. `scene` and `q` of WeChat are read into `query` already. */
export type Launch = { readonly query: Readonly<Record<string, string>> };

/** For which organization of the platform the code is to be. */
export type SignInPlace = { readonly corpId: string };

/** `url`: the page's address for any browser. */
export type Sharing = { readonly title: string; readonly url: string };
/** Of WeChat Pay, as the server gives them: other wallets do not take them, and say so. */
export type PayParams = Readonly<Record<'timeStamp' | 'nonceStr' | 'package' | 'signType' | 'paySign', string>>;

export type UploadOrder = {
  readonly url: string;
  readonly path: string;
  readonly fileName: string;
  readonly header: Readonly<Record<string, string>>;
  /** Of the form, beside the file. */
  readonly fields: Readonly<Record<string, string>>;
};
export type UploadReply = { readonly status: number; readonly body: unknown };

export type Host = {
  readonly kind: HostKind;
  /** What is worth a button here. `phoneNumber`: Button with open-type getPhoneNumber brings a code for `wechat.phone`. */
  readonly can: {
    readonly scan: boolean;
    readonly voice: boolean;
    readonly subscribe: boolean;
    readonly share: boolean;
    readonly pay: boolean;
    readonly phoneNumber: boolean;
    /** Signs in without a password, by `wechat.signIn`. */
    readonly wechatSignIn: boolean;
    /** Whose people are signed in without a password, by `signin.host`; null: nobody's. */
    readonly hostSignIn: HostAccountKind | null;
    /** `openSettings` leads somewhere. */
    readonly settings: boolean;
    /** The page itself leads back: the host shows no bar above it that does. */
    readonly back: boolean;
  };
  readonly launch: () => Launch;
  /** A code that the server exchanges for who this is. */
  readonly signInCode: (where?: SignInPlace) => Answer<string>;
  /** The text of a code, as it stands there. */
  readonly scan: () => Answer<string>;
  readonly choosePhotos: (most: number, from?: 'camera') => Answer<readonly Photo[]>;
  /** The photo with these lines drawn onto it; where the phone cannot, the server does (lib/stamp). */
  readonly stamp: (photo: Photo, lines: readonly string[]) => Answer<Photo>;
  /** Listens from the moment that this resolves. */
  readonly record: (how: RecordHow) => Answer<Recorder>;
  readonly play: (path: string, onEnd: PlayEnd) => Answer<Player>;
  readonly place: () => Answer<Place>;
  readonly call: (phone: string) => Answer<null>;
  readonly openMap: (to: Destination) => Answer<null>;
  readonly pay: (params: PayParams) => Answer<null>;
  /** Template ids that were agreed to. Only from within a press. */
  readonly subscribe: (templateIds: readonly string[]) => Answer<readonly string[]>;
  readonly share: (what: Sharing) => Answer<null>;
  readonly copy: (text: string) => Answer<null>;
  readonly previewPhotos: (paths: readonly string[], current: string) => void;
  /** The phone's page on which a refusal can be taken back. */
  readonly openSettings: () => void;
  readonly storage: {
    /** Undefined when there is nothing. */
    readonly get: (key: string) => unknown;
    readonly set: (key: string, value: unknown) => Result<null, Trouble>;
    readonly remove: (key: string) => void;
    readonly keys: () => readonly string[];
  };
  /** Pictures that must outlive the app. A kept path may differ from the one given; `show` makes it fit for <Image src>. */
  readonly files: {
    readonly keep: (path: string) => Answer<string>;
    readonly show: (kept: string) => Promise<string>;
    readonly drop: (kept: string) => void;
  };
  /** Null: no answer came. */
  readonly upload: (order: UploadOrder) => Promise<UploadReply | null>;
  readonly network: {
    readonly online: () => boolean;
    /** Says when it comes and goes, until the returned function is called. */
    readonly watch: (hear: (online: boolean) => void) => () => void;
  };
  /** WeChat's privacy guide: the page shows `ui/PrivacyGate` while `ask` waits. Never called elsewhere. */
  readonly onPrivacyAsked: (hear: (answer: (agreed: boolean) => void) => void) => () => void;
};
