// What stands in the corner of a page that has no head of its own.
import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import './TopRight.scss';

export const TopRight = ({ children }: PropsWithChildren) => <View className="top-right">{children}</View>;
