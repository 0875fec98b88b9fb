import { CollectionInDelivery } from './collection-in-delivery.js';

/** The form of a collection on disk: as it is sent. */
export const collectionCodec = {
  encode: ({ request }: CollectionInDelivery): Uint8Array => request,
  decode: (bytes: Uint8Array): CollectionInDelivery =>
    new CollectionInDelivery(Uint8Array.from(bytes)),
};
