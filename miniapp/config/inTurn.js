// Two addresses that follow one another before the first one's page is there: a second press while a part of the app is on its way, a
// press after a step back. Taro keeps a page apart for each address, so that the slower one covers the one that was asked for last; and
// pages that come together it puts in the wrong order, and hides the one below. Here the last address has the page, as in any browser.
// A loader of webpack's, for the two files of Taro's that decide it (config/index.ts); a version that reads otherwise fails the build.
const MENDED = [
  { file: /router[\\/]dist[\\/]/, was: /pageLock\[routerPath\]/g, is: 'pageLock.last' },
  { file: /plugin-framework-react[\\/]dist[\\/]/, was: /pages\.pop\(\)/g, is: 'pages.shift()' },
];

module.exports = function inTurn(source) {
  const { was, is } = MENDED.find(({ file }) => file.test(this.resourcePath));
  const mended = source.replace(was, is);
  if (mended === source) throw new Error(`Taro no longer says ${was}: see whether pages still open in turn.`);
  return mended;
};
