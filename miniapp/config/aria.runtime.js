// The other side of aria.js, in the mini-program itself.
import { mergeInternalComponents } from '@tarojs/shared';
import attributes from './aria.json';

mergeInternalComponents(attributes);
