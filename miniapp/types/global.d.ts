/// <reference types="@tarojs/taro" />

declare module '*.scss';

/** Set at build time in config/index.ts. */
declare const PAIDAN_SERVER: string;
