// A file on its way to the server through Taro, which knows the three platforms' own ways.
import Taro from '@tarojs/taro';
import type { UploadOrder, UploadReply } from './port';

export async function upload({ url, path, fileName, header, fields }: UploadOrder): Promise<UploadReply | null> {
  const fileType = /\.(mp3|aac|m4a|wav|webm|ogg|amr)$/.test(fileName) ? 'audio' : 'image';
  const order = {
    url,
    filePath: path,
    name: 'file',
    fileName,
    fileType,
    header: { ...header },
    formData: { ...fields },
  };
  try {
    const reply = await Taro.uploadFile(order as never);
    // DingTalk gives the number as text.
    return { status: Number(reply.statusCode), body: reply.data };
  } catch (error) {
    const status = Number((error as { statusCode?: unknown } | null)?.statusCode);
    return status >= 400 ? { status, body: (error as { data?: unknown }).data } : null;
  }
}
