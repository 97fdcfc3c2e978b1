// Mini-programs run on whatever engine the phone has; browsers are at least those of 2019, which need no polyfills.
const browsers = {
  targets: { chrome: '70', safari: '12.1', ios: '12.2', firefox: '70' },
  ignoreBrowserslistConfig: false,
};

module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        useBuiltIns: false,
        ...(process.env.TARO_ENV === 'h5' ? browsers : {}),
      },
    ],
  ],
};
