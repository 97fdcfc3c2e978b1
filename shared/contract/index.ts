// The API as data: validation, types, routes, OpenAPI and the clients' calls all come from this one table.
import type { z } from 'zod';
import { channel } from './channel';
import { disclosure } from './disclosure';
import type { Endpoint } from './endpoint';
import { erasure } from './erasure';
import { exportNotes } from './export';
import { feed } from './feed';
import { file } from './file';
import { guest } from './guest';
import { hostSignIn } from './hostSignIn';
import { labels } from './label';
import { records } from './records';
import { session } from './session';
import { template } from './template';
import { ticket } from './ticket';

export const contract = {
  ...session,
  ...ticket,
  ...disclosure,
  ...template,
  ...records,
  ...file,
  ...feed,
  ...hostSignIn,
  ...channel,
  ...labels,
  ...guest,
  ...exportNotes,
  ...erasure,
} as const;

export type Contract = typeof contract;
export type EndpointName = keyof Contract & string;
export const ENDPOINTS = Object.keys(contract) as readonly EndpointName[];
/** What a caller may send, and what it gets. */
export type InputOf<Name extends EndpointName> = z.input<Contract[Name]['input']>;
export type ParsedOf<Name extends EndpointName> = z.output<Contract[Name]['input']>;
export type OutputOf<Name extends EndpointName> = z.output<Contract[Name]['output']>;
export const endpointNamed = (name: string): Endpoint | undefined =>
  Object.hasOwn(contract, name) ? (contract as Record<string, Endpoint>)[name] : undefined;
