// The API's own description as a fuzzer reads it: what an operation takes, and what it says that it may answer.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Schema = { readonly [key: string]: unknown };

export type Operation = {
  /** `ticket.create`, `file.download` … */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Of the JSON body, or of the fields beside the file. */
  readonly input: Schema;
  readonly upload: boolean;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly open: boolean;
  /** By status: the codes that travel with it; empty for what is no refusal. */
  readonly answers: ReadonlyMap<number, readonly string[]>;
};

export type Description = {
  readonly operations: readonly Operation[];
  readonly resolve: (schema: Schema) => Schema;
};

type Tree = { readonly [key: string]: Tree };

export function describe(document: unknown): Description {
  const { paths, components } = document as { paths: Tree; components: { schemas: Readonly<Record<string, Schema>> } };
  const resolve = (schema: Schema): Schema => {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const found = components.schemas[$ref.replace('#/components/schemas/', '')];
    if (found === undefined) throw new Error(`${$ref} leads nowhere`);
    return resolve(found);
  };
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, of]) => operationOf(path, method, of as never, resolve)),
  );
  return { operations, resolve };
}

type Raw = {
  readonly operationId: string;
  /** Only where it is not the document's own: a member's. */
  readonly security?: readonly unknown[];
  readonly parameters?: Operation['parameters'];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly description: string }>>;
};

function operationOf(path: string, method: string, of: Raw, resolve: (schema: Schema) => Schema): Operation {
  const content = of.requestBody?.content ?? {};
  const form = content['multipart/form-data']?.schema.allOf as readonly Schema[] | undefined;
  return {
    name: of.operationId,
    method: method === 'get' ? 'GET' : 'POST',
    path,
    // The second part of a form: the fields beside the file.
    input: form?.[1] ?? resolve(content['application/json']?.schema ?? { type: 'object', properties: {} }),
    upload: form !== undefined,
    parameters: of.parameters ?? [],
    open: of.security?.length === 0,
    answers: new Map(
      Object.entries(of.responses).map(([status, { $ref, description }]) => [
        Number(status),
        $ref === undefined ? [] : description.split(', '),
      ]),
    ),
  };
}
