export default definePageConfig({ navigationBarTitleText: '查看进度' });
