// What a page inside DingTalk's own browser may ask of it, in a part of its own that no other browser loads. Source: dingtalk-jsapi,
// `runtime.permission.requestAuthCode`: no signature is needed, and every version of DingTalk since 2.4 knows it.
import requestAuthCode from 'dingtalk-jsapi/api/runtime/permission/requestAuthCode';
import 'dingtalk-jsapi/platform';

/** Of whoever is signed in to DingTalk here; good for five minutes, once. Rejects where it is not had. */
export const authCode = async (corpId: string): Promise<string> => (await requestAuthCode({ corpId })).code;
