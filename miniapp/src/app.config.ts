// On WeChat the window's own colours follow the phone's light or dark mode through theme.json.
const followsTheme = process.env.TARO_ENV === 'weapp';

export default defineAppConfig({
  pages: ['pages/today/index', 'pages/report/index', 'pages/ticket/index', 'pages/mine/index'],
  // Fetched when they are first needed, so that the first screen does not wait for them.
  subPackages: [
    { root: 'pages/ticket-work', pages: ['index'] },
    { root: 'pages/basket', pages: ['index'] },
    { root: 'pages/guest', pages: ['index', 'follow', 'same'] },
    { root: 'pages/asset', pages: ['index'] },
  ],
  window: {
    navigationBarTitleText: '派单',
    navigationBarBackgroundColor: followsTheme ? '@window' : '#f4f6f4',
    navigationBarTextStyle: (followsTheme ? '@windowText' : 'black') as 'black',
    backgroundColor: followsTheme ? '@window' : '#f4f6f4',
    backgroundTextStyle: (followsTheme ? '@pull' : 'dark') as 'dark',
  },
  ...(followsTheme
    ? {
        darkmode: true,
        themeLocation: 'theme.json',
        // WeChat asks each app why it wants to know where the phone is, and for the calls that it makes.
        permission: { 'scope.userLocation': { desc: '用于到场签到和报修地点' } },
        requiredPrivateInfos: ['getLocation'],
        __usePrivacyCheck__: true,
      }
    : {}),
});
