// What must not be read in a message or a log line? Tokens and secrets, by their names and by their values.

const NAMES =
  'access_token|component_access_token|corpsecret|contactsecret|appsecret|secret|session_key|js_code|code|key|token|aeskey|openid';
const IN_ADDRESS = new RegExp(`\\b(${NAMES})=[^&\\s"'<>]+`, 'gi');
const IN_JSON = new RegExp(`(["'](?:${NAMES})["']\\s*:\\s*["'])[^"']*`, 'gi');
const LONGEST = 240;

/** `secrets`: values that are hidden wherever they stand, whatever they are called there. One line, at most 240 characters. */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret === undefined || secret.length < 6) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) safe = safe.split(form).join('[hidden]');
  }
  safe = safe.replace(IN_ADDRESS, '$1=[hidden]').replace(IN_JSON, '$1[hidden]').replace(/\s+/g, ' ').trim();
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST - 1)}…` : safe;
}
