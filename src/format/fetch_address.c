#include "format/fetch_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct range {
    uint32_t network; /* host byte order */
    int bits;
};

static const struct range closed_v4[] = {
    {0x00000000, 8},  /* 0.0.0.0: this host */
    {0x0A000000, 8},  /* 10.0.0.0: private */
    {0x64400000, 10}, /* 100.64.0.0: shared by carriers */
    {0x7F000000, 8},  /* 127.0.0.0: loopback */
    {0xA9FE0000, 16}, /* 169.254.0.0: link-local, cloud metadata */
    {0xAC100000, 12}, /* 172.16.0.0: private */
    {0xC0000000, 24}, /* 192.0.0.0: protocol assignments */
    {0xC0000200, 24}, /* 192.0.2.0: documentation */
    {0xC0586300, 24}, /* 192.88.99.0: 6to4 relays */
    {0xC0A80000, 16}, /* 192.168.0.0: private */
    {0xC6120000, 15}, /* 198.18.0.0: benchmarks */
    {0xC6336400, 24}, /* 198.51.100.0: documentation */
    {0xCB007100, 24}, /* 203.0.113.0: documentation */
    {0xE0000000, 3},  /* 224.0.0.0 and up: multicast, reserved, broadcast */
};

static bool is_public_v4(uint32_t address)
{
    for (size_t i = 0; i < sizeof closed_v4 / sizeof *closed_v4; i++) {
        uint32_t mask = UINT32_MAX << (32 - closed_v4[i].bits);

        if ((address & mask) == closed_v4[i].network)
            return false;
    }
    return true;
}

static uint32_t v4_at(const uint8_t bytes[16], size_t at)
{
    return (uint32_t)bytes[at] << 24 | (uint32_t)bytes[at + 1] << 16 |
           (uint32_t)bytes[at + 2] << 8 | bytes[at + 3];
}

static bool is_public_v6(const uint8_t bytes[16])
{
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255};
    static const uint8_t translated[12] = {0x00, 0x64, 0xFF, 0x9B};

    if (memcmp(bytes, mapped, 12) == 0 || memcmp(bytes, translated, 12) == 0)
        return is_public_v4(v4_at(bytes, 12));
    if (bytes[0] == 0x20 && bytes[1] == 0x02) /* 6to4 */
        return is_public_v4(v4_at(bytes, 2));
    /* Of all others only 2000::/3 is given out, without Teredo and other
     * protocol assignments (2001::/23) and documentation (2001:db8::/32). */
    if ((bytes[0] & 0xE0) != 0x20)
        return false;
    if (bytes[0] == 0x20 && bytes[1] == 0x01)
        return bytes[2] >= 0x02 && !(bytes[2] == 0x0D && bytes[3] == 0xB8);
    return true;
}

bool fetch_address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;

        memcpy(&v4, address, sizeof v4);
        return is_public_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;

        memcpy(&v6, address, sizeof v6);
        return is_public_v6(v6.sin6_addr.s6_addr);
    }
    return false;
}
