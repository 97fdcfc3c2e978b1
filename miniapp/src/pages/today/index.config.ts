export default definePageConfig({
  navigationBarTitleText: '派单',
  enablePullDownRefresh: true,
  onReachBottomDistance: 1500,
});
