// Secrets and tokens are shown with their middle left out, wherever they stand in a call.

const IN_ADDRESS = /\b((?:access_token|corpsecret|secret|key|code|js_code|authCode)=)([^&\s#]{9,})/g;
const IN_JSON =
  /("(?:access_token|secret|session_key|contactSecret|aesKey|appSecret|client_secret|clientSecret|accessToken|refreshToken|code)"\s*:\s*")([^"]{9,})/g;

const short = (_: string, before: string, value: string): string => `${before}${value.slice(0, 3)}…${value.slice(-3)}`;

export const masked = (text: string): string => text.replace(IN_ADDRESS, short).replace(IN_JSON, short);
