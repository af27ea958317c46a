/* fetch: against a server of our own on the loopback interface, which plays
 * the good and the bad web. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/fetch.h"
#include "format/fetch_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct {
    pid_t pid;
    int port;
    int *accepted; /* connections so far, shared with the server */
} server;

/* "squeezed " forty times. */
static const char squeezed[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x2b\x2e\x2c\x4d\x4d\xad\x4a"
    "\x4d\x51\x28\x1e\x65\xd0\x92\x01\x00\xad\xb8\x61\x1b\x68\x01\x00\x00";

static void say(int to, const char *text)
{
    (void)!send(to, text, strlen(text), MSG_NOSIGNAL);
}

static void pause_ms(long ms)
{
    struct timespec pause = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&pause, NULL);
}

static void answer_endless(int to)
{
    char chunk[4096];

    memset(chunk, 'x', sizeof chunk);
    say(to, "HTTP/1.1 200 OK\r\n\r\n");
    while (send(to, chunk, sizeof chunk, MSG_NOSIGNAL) > 0)
        ;
}

static void answer_redirect(int to, const char *target)
{
    char text[300];

    snprintf(text, sizeof text,
             "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
             target);
    say(to, text);
}

/* The header's value in the request, up to the line's end. */
static void echo_header(int to, const char *request, const char *name)
{
    char text[400];
    const char *at = strstr(request, name);
    int size = at ? (int)strcspn(at, "\r\n") : 0;

    snprintf(text, sizeof text,
             "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%.*s", size, size,
             at ? at : "");
    say(to, text);
}

static void answer(int to, const char *request)
{
    static const struct {
        const char *path;
        const char *text;
    } fixed[] = {
        {"/plain", "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=x\r\n"
                   "ETag: \"v1\"\r\nLast-Modified: Mon, 06 Jan 2020 08:05:00 "
                   "GMT\r\nContent-Length: 5\r\n\r\nhello"},
        {"/cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"},
        {"/missing", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"},
        {"/busy", "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: "
                  "0\r\n\r\n"},
        {"/rubbish", "this is no HTTP at all\r\n\r\n"},
    };

    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        size_t size = strlen(fixed[i].path);

        if (strncmp(request + 4, fixed[i].path, size) == 0 &&
            request[4 + size] == ' ')
            say(to, fixed[i].text);
    }
    if (strncmp(request, "GET /hop ", 9) == 0) {
        answer_redirect(to, "/plain");
    } else if (strncmp(request, "GET /loop ", 10) == 0) {
        answer_redirect(to, "/loop");
    } else if (strncmp(request, "GET /file ", 10) == 0) {
        answer_redirect(to, "file:///etc/passwd");
    } else if (strncmp(request, "GET /squeezed ", 14) == 0) {
        say(to, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
        (void)!send(to, squeezed, sizeof squeezed - 1, MSG_NOSIGNAL);
    } else if (strncmp(request, "GET /slow ", 10) == 0) {
        say(to, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
        pause_ms(4000);
    } else if (strncmp(request, "GET /late ", 10) == 0) {
        pause_ms(300);
        say(to, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate");
    } else if (strncmp(request, "GET /endless ", 13) == 0) {
        answer_endless(to);
    } else if (strncmp(request, "GET /agent ", 11) == 0) {
        echo_header(to, request, "User-Agent: ");
    } else if (strncmp(request, "GET /known ", 11) == 0) {
        bool known = strstr(request, "If-None-Match: \"v1\"") &&
                     strstr(request, "If-Modified-Since: Mon, 06");

        say(to, known ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n"
                      : "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew");
    }
}

/* In the child: one more child for each connection. */
static void serve(int listener)
{
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        int connection = accept(listener, NULL, NULL);

        if (connection < 0)
            _exit(1);
        __atomic_add_fetch(server.accepted, 1, __ATOMIC_SEQ_CST);
        if (fork() == 0) {
            char request[4096];
            ssize_t size = recv(connection, request, sizeof request - 1, 0);

            if (size > 4) {
                request[size] = '\0';
                answer(connection, request);
            }
            shutdown(connection, SHUT_RDWR);
            _exit(0);
        }
        close(connection);
    }
}

static int start_server(void **state)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)state;
    if (listener < 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, 50) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) != 0)
        return -1;
    server.port = ntohs(address.sin_port);
    server.accepted =
        mmap(NULL, sizeof *server.accepted, PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (server.accepted == MAP_FAILED)
        return -1;
    server.pid = fork();
    if (server.pid == 0) {
        setpgid(0, 0);
        serve(listener);
    }
    setpgid(server.pid, server.pid);
    close(listener);
    return server.pid > 0 ? 0 : -1;
}

static int stop_server(void **state)
{
    (void)state;
    kill(-server.pid, SIGKILL);
    waitpid(server.pid, NULL, 0);
    munmap(server.accepted, sizeof *server.accepted);
    return 0;
}

static struct fetch_request request_for(struct arena *arena, const char *path)
{
    return (struct fetch_request){
        .url = arena_format(arena, "http://127.0.0.1:%d%s", server.port, path),
        .allow_private = true,
        .timeout_ms = 3000,
    };
}

static bool fetch(struct arena *arena, const char *path,
                  struct fetch_answer *got, struct err *err)
{
    struct fetch_request request = request_for(arena, path);

    return fetch_one(arena, &request, got, err);
}

static void test_plain(void **state)
{
    struct arena arena = {0};
    struct fetch_answer got;
    struct err err;

    (void)state;
    assert_true(fetch(&arena, "/plain", &got, &err));
    assert_int_equal(got.state, FETCH_DONE);
    assert_int_equal(got.status, 200);
    assert_true(view_equal(got.body, VIEW("hello")));
    assert_true(view_equal(got.type, VIEW("text/plain; charset=x")));
    assert_true(view_equal(got.etag, VIEW("\"v1\"")));
    assert_true(view_starts(got.last_modified, VIEW("Mon, 06 Jan")));
    arena_release(&arena);
}

static void test_redirects(void **state)
{
    struct arena arena = {0};
    struct fetch_answer got;
    struct err err;

    (void)state;
    assert_true(fetch(&arena, "/hop", &got, &err));
    assert_true(view_equal(got.body, VIEW("hello")));
    assert_true(view_ends(got.url, VIEW("/plain")));
    assert_false(fetch(&arena, "/loop", &got, &err));
    assert_non_null(strstr(err.message, "redirects"));
    assert_false(fetch(&arena, "/file", &got, &err));
    assert_int_equal(got.body.size, 0);
    arena_release(&arena);
}

static void test_compressed(void **state)
{
    struct arena arena = {0};
    struct fetch_answer got;
    struct err err;
    struct fetch_request request = request_for(&arena, "/squeezed");

    (void)state;
    assert_true(fetch_one(&arena, &request, &got, &err));
    assert_int_equal(got.body.size, 360);
    assert_true(view_starts(got.body, VIEW("squeezed squeezed ")));
    /* The limit counts what is unpacked, not what is sent. */
    request.size_max = 100;
    assert_false(fetch_one(&arena, &request, &got, &err));
    assert_non_null(strstr(err.message, "more than 100 bytes"));
    arena_release(&arena);
}

static void test_endless_and_slow(void **state)
{
    struct arena arena = {0};
    struct fetch_answer got;
    struct err err;
    struct fetch_request request = request_for(&arena, "/endless");

    (void)state;
    request.size_max = 100000;
    assert_false(fetch_one(&arena, &request, &got, &err));
    assert_non_null(strstr(err.message, "more than 100000 bytes"));
    request = request_for(&arena, "/slow");
    request.timeout_ms = 300;
    assert_false(fetch_one(&arena, &request, &got, &err));
    assert_non_null(strstr(err.message, "in time"));
    arena_release(&arena);
}

static void test_broken_answers(void **state)
{
    struct arena arena = {0};
    struct fetch_answer got;
    struct err err;

    (void)state;
    assert_false(fetch(&arena, "/cut", &got, &err));
    assert_non_null(strstr(err.message, "broke off"));
    assert_false(fetch(&arena, "/missing", &got, &err));
    assert_int_equal(got.status, 404);
    assert_non_null(strstr(err.message, "404"));
    assert_false(fetch(&arena, "/busy", &got, &err));
    assert_int_equal(got.retry_after_s, 7);
    assert_false(fetch(&arena, "/rubbish", &got, &err));
    assert_non_null(strstr(err.message, "/rubbish"));
    arena_release(&arena);
}

static void test_conditional(void **state)
{
    struct arena arena = {0};
    struct fetch_answer got;
    struct err err;
    struct fetch_request request = request_for(&arena, "/known");

    (void)state;
    assert_true(fetch_one(&arena, &request, &got, &err));
    assert_int_equal(got.state, FETCH_DONE);
    request.etag = VIEW("\"v1\"");
    request.last_modified = VIEW("Mon, 06 Jan 2020 08:05:00 GMT");
    assert_true(fetch_one(&arena, &request, &got, &err));
    assert_int_equal(got.state, FETCH_NOT_MODIFIED);
    /* A line end must not smuggle a header in. */
    request.etag = VIEW("\"v1\"\r\nX: y");
    assert_true(fetch_one(&arena, &request, &got, &err));
    assert_int_equal(got.state, FETCH_DONE);
    arena_release(&arena);
}

static void test_user_agent(void **state)
{
    struct arena arena = {0};
    struct fetch_answer got;
    struct err err;

    (void)state;
    assert_true(fetch(&arena, "/agent", &got, &err));
    assert_true(
        view_equal(got.body, VIEW("User-Agent: briefcast/" BRIEFCAST_VERSION)));
    arena_release(&arena);
}

/* Without leave no connection is made, however the address is written. */
static void test_private_is_refused(void **state)
{
    static const char *const hosts[] = {
        "127.0.0.1", "localhost",          "127.1", "2130706433", "0x7f.0.0.1",
        "0",         "[::ffff:127.0.0.1]", "[::1]"};
    struct arena arena = {0};
    struct err err;
    int before = *server.accepted;

    (void)state;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        struct fetch_answer got;
        struct fetch_request request = {
            .url = arena_format(&arena, "http://%s:%d/plain", hosts[i],
                                server.port)};

        assert_false(fetch_one(&arena, &request, &got, &err));
        assert_true(got.refused_private);
        assert_non_null(strstr(err.message, "inside this network"));
    }
    assert_int_equal(*server.accepted, before);
    arena_release(&arena);
}

static void test_only_the_web(void **state)
{
    static const char *const urls[] = {
        "file:///etc/passwd", "ftp://a/b", "gopher://a", "x", "", "http://"};
    struct arena arena = {0};
    struct err err;

    (void)state;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct fetch_answer got;
        struct fetch_request request = {.url = view_of(urls[i]),
                                        .allow_private = true};

        assert_false(fetch_one(&arena, &request, &got, &err));
        assert_non_null(strstr(err.message, "only http:// and https://"));
    }
    arena_release(&arena);
}

/* Eight answers that take 300 ms each come together, in their places; one
 * that fails spoils no other. */
static void test_side_by_side(void **state)
{
    enum { COUNT = 9 };
    struct arena arena = {0};
    struct fetch_request requests[COUNT];
    struct fetch_answer answers[COUNT];
    struct timespec begin;
    struct timespec end;
    struct err err;

    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        requests[i] = request_for(&arena, i == 4 ? "/missing" : "/late");
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_true(fetch_all(&arena, requests, COUNT, COUNT, answers, &err));
    clock_gettime(CLOCK_MONOTONIC, &end);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(answers[i].state, i == 4 ? FETCH_FAILED : FETCH_DONE);
    assert_true(end.tv_sec - begin.tv_sec < 2);
    assert_true(fetch_all(&arena, requests, COUNT, 3, answers, &err));
    assert_true(view_equal(answers[8].body, VIEW("late")));
    arena_release(&arena);
}

static void test_addresses(void **state)
{
    static const struct {
        const char *text;
        bool is_public;
    } rows[] = {
        {"8.8.8.8", true},
        {"172.32.0.1", true},
        {"100.128.0.1", true},
        {"0.0.0.0", false},
        {"10.1.2.3", false},
        {"100.64.0.1", false},
        {"127.255.255.255", false},
        {"169.254.169.254", false},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"192.168.0.1", false},
        {"198.19.0.1", false},
        {"224.0.0.1", false},
        {"255.255.255.255", false},
        {"2606:4700::1", true},
        {"::", false},
        {"::1", false},
        {"::ffff:10.0.0.1", false},
        {"::ffff:8.8.8.8", true},
        {"64:ff9b::7f00:1", false},
        {"2002:7f00:1::", false},
        {"2001::1", false},
        {"2001:db8::1", false},
        {"fc00::1", false},
        {"fd12::1", false},
        {"fe80::1", false},
        {"ff02::1", false},
        {"2001:4860:4860::8888", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sockaddr_in v4 = {.sin_family = AF_INET};
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
        bool is_v6 = strchr(rows[i].text, ':') != NULL;

        if (is_v6)
            assert_int_equal(inet_pton(AF_INET6, rows[i].text, &v6.sin6_addr),
                             1);
        else
            assert_int_equal(inet_pton(AF_INET, rows[i].text, &v4.sin_addr), 1);
        if (fetch_address_is_public(is_v6 ? (struct sockaddr *)&v6
                                          : (struct sockaddr *)&v4) !=
            rows[i].is_public)
            fail_msg("%s", rows[i].text);
    }
    struct sockaddr local = {.sa_family = AF_UNIX};
    assert_false(fetch_address_is_public(&local));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_redirects),
        cmocka_unit_test(test_compressed),
        cmocka_unit_test(test_endless_and_slow),
        cmocka_unit_test(test_broken_answers),
        cmocka_unit_test(test_conditional),
        cmocka_unit_test(test_user_agent),
        cmocka_unit_test(test_private_is_refused),
        cmocka_unit_test(test_only_the_web),
        cmocka_unit_test(test_side_by_side),
        cmocka_unit_test(test_addresses),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
