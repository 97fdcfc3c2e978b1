// How Taro builds the three targets: weapp (WeChat and WeCom), dd (DingTalk) and h5 (served by bot-server under /m/).
import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { DefinePlugin } from 'webpack';
import { shellPlugin } from './shell';

const target = process.env.TARO_ENV ?? 'h5';
const shared = path.resolve(__dirname, '../../shared');

/** What browsers of the last years have by themselves is not sent to them, and what several pages share is sent once. */
function lighten(chain: Chain): void {
  for (const name of UNUSED) chain.resolve.alias.set(name, NOTHING);
  const { cacheGroups = {}, ...split } = (chain.optimization.get('splitChunks') ?? {}) as Split;
  // One part rather than many small ones: over HTTP/1.1 a browser asks for six things at a time, and each costs a turn.
  const everywhere = { name: 'common', chunks: 'async', minChunks: OFTEN, minSize: 0, priority: 20 };
  const often = { chunks: 'async', minChunks: 2, minSize: 17_000, priority: 10, reuseExistingChunk: true };
  chain.plugin('shell').use(shellPlugin);
  chain.module
    .rule('inTurn')
    .merge({ test: IN_TURN, use: { inTurn: { loader: path.resolve(__dirname, 'inTurn.js') } } });
  chain.optimization.splitChunks({ ...split, cacheGroups: { ...cacheGroups, default: false, everywhere, often } });
  // Taro's style sheet brings a font of icons, of which no page shows any.
  chain.module.rule('noIcons').merge({ mimetype: 'application/octet-stream', generator: { dataUrl: () => 'data:,' } });
}
type Split = { readonly cacheGroups?: Record<string, unknown>; readonly [name: string]: unknown };
type Chain = {
  plugin(name: string): { use(plugin: object): unknown };
  readonly module: { rule(name: string): { merge(options: object): unknown } };
  readonly resolve: { readonly alias: { set(name: string, to: string): unknown } };
  readonly optimization: { get(name: string): unknown; splitChunks(options: object): unknown };
};
/** Taro's files that decide which page is shown. */
const IN_TURN = /@tarojs[\\/](router[\\/]dist[\\/]router[\\/]spa|plugin-framework-react[\\/]dist[\\/]runtime)\.js$/;
/** What Taro brings for browsers before 2019, for JSONP, and for naming the phone's maker. */
const UNUSED = [
  'whatwg-fetch',
  'abortcontroller-polyfill/dist/abortcontroller-polyfill-only',
  'jsonp-retry',
  'platform',
];
const NOTHING = path.resolve(__dirname, 'nothing.js');
/** Pages that a module must be on to come with all of them. */
const OFTEN = 5;

export default defineConfig({
  projectName: 'paidan',
  date: '2026-1-1',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  // config/run/build.mjs builds beside the old output and swaps them, so that half a build is never served.
  outputRoot: process.env.PAIDAN_MINIAPP_OUT ?? `dist/${target}`,
  framework: 'react',
  plugins: ['@tarojs/plugin-platform-alipay-dd', ...(target === 'h5' ? [] : [path.resolve(__dirname, 'aria.js')])],
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  defineConstants: {
    // Where the server is, for a packaged mini-program; in h5 it is where the page came from.
    PAIDAN_SERVER: JSON.stringify(target === 'h5' ? '' : (process.env.PAIDAN_SERVER ?? '')),
  },
  copy: { patterns: [], options: {} },
  mini: {
    // plugin-platform-alipay-dd 0.3.1 leaves the global object at `my`; DingTalk's is `dd`.
    output: target === 'dd' ? { globalObject: 'dd' } : {},
    // Its own code asks `my` for the network and for a place to keep its events; DingTalk promises only `dd`.
    webpackChain: (chain) => {
      if (target === 'dd') chain.plugin('onlyDd').use(DefinePlugin, [{ my: 'dd' }]);
    },
    optimizeMainPackage: { enable: true },
    compile: { include: [shared] },
    // A pixel stays a pixel: a 44 px target must not shrink on a narrow phone nor grow on a tablet.
    postcss: { pxtransform: { enable: false, config: {} }, cssModules: { enable: false } },
  },
  h5: {
    publicPath: '/m/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    webpackChain: lighten,
    // Names by content: the server may let browsers keep everything but index.html for ever.
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'chunk/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      // Every rule names its own part of a page, so that which file comes first makes no difference.
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[id].[contenthash:8].css',
    },
    compile: { include: [shared] },
    postcss: {
      autoprefixer: { enable: true, config: {} },
      pxtransform: { enable: false, config: {} },
      cssModules: { enable: false },
    },
  },
});
