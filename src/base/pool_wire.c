#include "base/pool_wire.h"

#include "base/checksum.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define SEAL UINT32_MAX /* type of the last record */

struct header {
    uint32_t type;
    uint32_t size;
};

struct seal {
    uint64_t sum;
    uint32_t ok;
    uint32_t kind;
    char message[sizeof(struct err){0}.message];
};

union ancillary {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(struct pool_fds))];
};

bool pool_wire_order(int control, const struct pool_order *order,
                     const struct pool_fds *fds)
{
    struct pool_order copy = *order; /* iovec's memory is not const */
    struct iovec part = {&copy, sizeof copy};
    union ancillary room = {.bytes = {0}};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

    if (fds) {
        message.msg_control = room.bytes;
        message.msg_controllen = sizeof room.bytes;
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof *fds);
        memcpy(CMSG_DATA(head), fds, sizeof *fds);
    }
    for (;;) {
        ssize_t sent = sendmsg(control, &message, MSG_NOSIGNAL);

        if (sent >= 0 || errno != EINTR)
            return sent == (ssize_t)sizeof *order;
    }
}

bool pool_wire_take_order(int control, struct pool_order *order,
                          struct pool_fds *fds)
{
    struct iovec part = {order, sizeof *order};
    union ancillary room = {.bytes = {0}};
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = room.bytes,
        .msg_controllen = sizeof room.bytes,
    };
    ssize_t got;

    *fds = (struct pool_fds){-1, -1};
    do {
        got = recvmsg(control, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (got >= 0 && head && head->cmsg_type == SCM_RIGHTS &&
        head->cmsg_len == CMSG_LEN(sizeof *fds))
        memcpy(fds, CMSG_DATA(head), sizeof *fds);
    return got == (ssize_t)sizeof *order;
}

bool pool_wire_report(int control, const struct pool_report *report)
{
    for (;;) {
        ssize_t sent = send(control, report, sizeof *report, MSG_NOSIGNAL);

        if (sent >= 0 || errno != EINTR)
            return sent == (ssize_t)sizeof *report;
    }
}

int pool_wire_take_report(int control, struct pool_report *report)
{
    for (;;) {
        ssize_t got = recv(control, report, sizeof *report, 0);

        if (got == (ssize_t)sizeof *report) {
            report->err.message[sizeof report->err.message - 1] = '\0';
            return 1;
        }
        if (got < 0 && errno == EINTR)
            continue;
        return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
    }
}

static bool write_all(int fd, struct view bytes)
{
    while (bytes.size > 0) {
        ssize_t done = write(fd, bytes.data, bytes.size);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes = view_slice(bytes, (size_t)done, bytes.size);
    }
    return true;
}

static struct view header_view(const struct header *header)
{
    return (struct view){(const char *)header, sizeof *header};
}

static uint64_t add_record(uint64_t sum, const struct header *header,
                           struct view payload)
{
    return checksum_continue(checksum_continue(sum, header_view(header)),
                             payload);
}

bool pool_send(struct pool_pipe *pipe, uint32_t type, struct view payload)
{
    struct header header = {type, (uint32_t)payload.size};

    if (type == SEAL || payload.size > POOL_RECORD_MAX)
        return false;
    pipe->sum = add_record(pipe->sum, &header, payload);
    return write_all(pipe->fd, header_view(&header)) &&
           write_all(pipe->fd, payload);
}

bool pool_send_all(struct pool_pipe *pipe, uint32_t type, struct view bytes)
{
    for (size_t at = 0; at < bytes.size; at += POOL_RECORD_MAX) {
        if (!pool_send(pipe, type, view_slice(bytes, at, at + POOL_RECORD_MAX)))
            return false;
    }
    return true;
}

bool pool_wire_seal(struct pool_pipe *pipe, bool ok, const struct err *err)
{
    struct seal seal = {.sum = pipe->sum, .ok = ok};
    struct header header = {SEAL, sizeof seal};

    if (!ok) {
        seal.kind = err->kind;
        memcpy(seal.message, err->message, sizeof seal.message);
    }
    return write_all(pipe->fd, header_view(&header)) &&
           write_all(pipe->fd, (struct view){(const char *)&seal, sizeof seal});
}

/* Takes one record, the seal too. */
static bool take_record(struct view *bytes, struct header *header,
                        struct view *payload)
{
    if (bytes->size < sizeof *header)
        return false;
    memcpy(header, bytes->data, sizeof *header);
    if (header->size > POOL_RECORD_MAX ||
        header->size > bytes->size - sizeof *header)
        return false;
    *payload =
        view_slice(*bytes, sizeof *header, sizeof *header + header->size);
    *bytes = view_slice(*bytes, sizeof *header + header->size, bytes->size);
    return true;
}

static bool open_seal(struct view payload, uint64_t sum, bool *ok,
                      struct err *err)
{
    struct seal seal;

    if (payload.size != sizeof seal)
        return false;
    memcpy(&seal, payload.data, sizeof seal);
    if (seal.sum != sum || seal.ok > 1 || seal.kind > ERR_INTERRUPTED)
        return false;
    *ok = seal.ok == 1;
    if (!*ok)
        err_set_kind(err, (enum err_kind)seal.kind, "%.*s",
                     (int)strnlen(seal.message, sizeof seal.message),
                     seal.message);
    return true;
}

bool pool_wire_check(struct view bytes, size_t *size, bool *ok, struct err *err)
{
    struct view rest = bytes;
    uint64_t sum = 0;
    struct header header;
    struct view payload;

    for (;;) {
        size_t before = bytes.size - rest.size;

        if (!take_record(&rest, &header, &payload))
            return false;
        if (header.type == SEAL) {
            *size = before;
            return rest.size == 0 && open_seal(payload, sum, ok, err);
        }
        sum = add_record(sum, &header, payload);
    }
}

bool pool_next_record(struct view *records, uint32_t *type,
                      struct view *payload)
{
    struct header header;

    if (!take_record(records, &header, payload))
        return false;
    *type = header.type;
    return true;
}
