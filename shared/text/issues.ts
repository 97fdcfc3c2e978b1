// What is wrong with something that was typed, in words for whoever typed it. Used by the server alone; pages show what it says.
import { fieldNamesEn, fieldNamesZh } from './fieldNames';
import type { Locale } from './index';

/** What a value has to be, where a schema says it by a pattern or a rule of its own. */
export type Shape =
  | 'code'
  | 'login'
  | 'phone'
  | 'id'
  | 'url'
  | 'noControls'
  | 'whole'
  | 'oneLine'
  | 'visible'
  | 'other';

export type IssueWords = {
  /** Names of what people fill in, by the member's key. What is not here is of no form, and goes by its key. */
  readonly names: Readonly<Record<string, string>>;
  /** Between a name and what is wrong with it. */
  readonly colon: string;
  readonly missing: string;
  readonly shapes: Readonly<Record<Shape, string>>;
  readonly short: (least: number) => string;
  readonly long: (most: number) => string;
  readonly small: (least: number) => string;
  readonly large: (most: number) => string;
  readonly few: (least: number) => string;
  readonly many: (most: number) => string;
  readonly number: string;
  readonly integer: string;
  readonly choice: string;
};

const zhCN: IssueWords = {
  names: {
    ...fieldNamesZh,
    password: '密码',
    contact: '联系电话',
    departmentId: '部门',
    parentId: '上级',
    siteId: '位置',
    reason: '原因',
    text: '内容',
    minutes: '分钟数',
    greeting: '页面上的一句话',
    greetingEn: '这句话的英文',
    flood: '合并的条数',
    quiet: '免打扰时间',
  },
  colon: '：',
  missing: '请填写',
  shapes: {
    code: '只能用英文字母、数字和 . _ -，以字母或数字开头，不能有空格和汉字',
    login: '只能用英文字母、数字和 . _ @ + -，以字母或数字开头，不能有空格和汉字',
    phone: '请写 5 到 20 位的电话号码，只用数字、空格和 -，可以以 + 开头',
    id: '没有找到，链接或选择可能不完整',
    url: '请写以 http:// 或 https:// 开头的完整网址',
    noControls: '含有看不见的控制字符，请删掉后重写',
    whole: '含有不完整的字符，请删掉后重写',
    oneLine: '请写成一行，不要有换行和看不见的字符',
    visible: '请写看得见的文字',
    other: '格式不对',
  },
  short: (least) => `至少 ${least} 个字`,
  long: (most) => `最多 ${most} 个字（一个表情算两个）`,
  small: (least) => `最小是 ${least}`,
  large: (most) => `最大是 ${most}`,
  few: (least) => `至少 ${least} 项`,
  many: (most) => `最多 ${most} 项`,
  number: '请写数字',
  integer: '请写整数',
  choice: '不在可选的范围内',
};

const en: IssueWords = {
  names: {
    ...fieldNamesEn,
    password: 'Password',
    contact: 'Contact number',
    departmentId: 'Department',
    parentId: 'Parent',
    siteId: 'Site',
    reason: 'Reason',
    text: 'Text',
    minutes: 'Minutes',
    greeting: 'Words on the page',
    greetingEn: 'The same in English',
    flood: 'Gathered messages',
    quiet: 'Quiet hours',
  },
  colon: ': ',
  missing: 'please fill in',
  shapes: {
    code: 'only letters A to Z, digits and . _ -, beginning with a letter or a digit; no spaces',
    login: 'only letters A to Z, digits and . _ @ + -, beginning with a letter or a digit; no spaces',
    phone: 'a telephone number of 5 to 20 characters: digits, spaces and -, perhaps a + in front',
    id: 'not found; the link or choice may be incomplete',
    url: 'a whole address that begins with http:// or https://',
    noControls: 'contains invisible control characters; delete them and write again',
    whole: 'contains half a character; delete it and write again',
    oneLine: 'must be one line, without line breaks and invisible characters',
    visible: 'must show something',
    other: 'does not have the right form',
  },
  short: (least) => `at least ${least} characters`,
  long: (most) => `at most ${most} characters (an emoji counts two)`,
  small: (least) => `at least ${least}`,
  large: (most) => `at most ${most}`,
  few: (least) => `at least ${least}`,
  many: (most) => `at most ${most}`,
  number: 'must be a number',
  integer: 'must be a whole number',
  choice: 'is none of the choices',
};

export const issueWords = (locale: Locale): IssueWords => (locale === 'en' ? en : zhCN);
