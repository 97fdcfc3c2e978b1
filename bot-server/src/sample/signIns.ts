// Whom to sign in as when looking around: one person of each kind, of the first sample organization.
import { ORGANIZATIONS, ROLES, SAMPLE_PASSWORD } from './organizations';

export { SAMPLE_PASSWORD } from './organizations';

export function sampleSignIns() {
  const [organization] = ORGANIZATIONS;
  const people = ROLES.flatMap(({ code, zh, en }) => {
    const one = organization?.members.find(({ roles }) => roles.includes(code));
    return one === undefined ? [] : [{ login: one.login, zh, en }];
  });
  return { org: organization?.code ?? '', password: SAMPLE_PASSWORD, people };
}
