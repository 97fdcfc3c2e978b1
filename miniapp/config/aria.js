// What screen readers are told in mini-programs. Taro's templates leave these attributes out; here they come in, for the components that
// pages give them to (aria.json; the runtime must know of the same ones, aria.runtime.js). Pages say it as browsers want it; mini-programs
// call a role `aria-role`, and what is chosen among several `aria-selected` (WeChat's document "aria-component").
const path = require('node:path');
const attributes = require('./aria.json');

const NAMES = { role: 'aria-role', 'aria-pressed': 'aria-selected', 'aria-current': 'aria-selected' };
const TEMPLATE = /base\.(wxml|axml)$/;

module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: (platform) => {
      platform.template.mergeComponents(ctx, attributes);
      platform.runtimePath = [platform.runtimePath, path.resolve(__dirname, 'aria.runtime.js')].flat();
    },
  });
  ctx.modifyBuildAssets(({ assets }) => {
    for (const name of Object.keys(assets).filter((one) => TEMPLATE.test(one))) {
      const text = inTheirWords(String(assets[name].source()));
      assets[name] = { source: () => text, size: () => Buffer.byteLength(text) };
    }
  });
};

/** A node is chosen in one way or the other, never in both. */
function inTheirWords(template) {
  const bound = (name) => `\\s${name}="{{(i\\.\\w+)}}"`;
  return template
    .replace(new RegExp(`${bound('aria-pressed')}(.*?)${bound('aria-current')}`, 'g'), ' aria-selected="{{$1||$3}}"$2')
    .replace(new RegExp(`${bound('aria-current')}(.*?)${bound('aria-pressed')}`, 'g'), ' aria-selected="{{$1||$3}}"$2')
    .replace(/\s(role|aria-pressed|aria-current)="/g, (_, name) => ` ${NAMES[name]}="`);
}
