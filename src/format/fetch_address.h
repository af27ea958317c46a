/* Which network addresses a page may send us to. */
#ifndef FORMAT_FETCH_ADDRESS_H
#define FORMAT_FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* True for an IPv4 or IPv6 address that is globally reachable by the IANA
 * special-purpose registries (RFC 6890): no loopback, private, link-local,
 * shared, documentation, multicast or reserved one, also not inside a mapped,
 * translated or tunnelled IPv6 address. */
bool fetch_address_is_public(const struct sockaddr *address);

#endif
