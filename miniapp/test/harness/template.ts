// A package's templates: given a page's data, what stands on the page.
import type { Element, Owner } from './element';

/** `page`: its path in the package, without an ending. */
export type Templates = {
  readonly render: (page: string, data: object, owner: Owner) => Element;
};

/** What the platform makes of a component's registration: the events of its elements come to its methods. */
export type Components = { readonly ownerOf: (component: string, data: object) => Owner };
