/** The address of a request's socket, which Next doesn't pass on. Overwrites any header of this name that the client sent. */
export const PEER_HEADER = "x-peer-address";
