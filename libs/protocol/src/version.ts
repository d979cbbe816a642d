/**
 * Version of the signalling protocol spoken on the `/rtc` namespace.
 * Raised whenever an older client could misread a newer server or the reverse; a mismatch is
 * refused at the handshake with `protocol_version`, which the client shows as "please reload".
 */
export const protocolVersion = 1;
