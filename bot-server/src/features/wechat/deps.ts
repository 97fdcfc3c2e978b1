// What the feature is handed: the platform, the seal of the secrets, and the write paths of members and bindings.
import type { DepartmentId, MemberId } from '@paidan/shared/kernel/id';
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Account } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Scope } from '../../core/scope';
import type { Seal } from '../../core/seal';
import type { Sessions } from '../../core/sessions';
import type { WechatApi } from '../../core/wechat';
import type { Store } from '../../store/unit';

export type NewMember = {
  readonly login: string;
  readonly name: string;
  readonly phone: string | null;
  readonly departmentId: DepartmentId | null;
  readonly roles: readonly string[];
};
export type CreateMember = (scope: Scope, values: NewMember) => Promise<Result<MemberId, Refusal>>;
export type Bind = (
  scope: Scope,
  account: Account,
  memberId: MemberId,
  external: string,
) => Promise<Result<unknown, Refusal>>;
export type Issue = Sessions['issueFor'];

export type WechatDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly secretKey: string;
  readonly api: WechatApi;
  /** Of our own site, without a slash at the end. */
  readonly publicUrl: string;
};
export type OpenDeps = Omit<WechatDeps, 'publicUrl'> & {
  readonly issue: Issue;
  readonly createMember: CreateMember;
  readonly bind: Bind;
};
