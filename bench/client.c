// Follows many streams from one thread and notes when what arrives. It costs far less than what it measures.
//   client PORT SHARED < requests      each line: ROOM PATH COOKIE
// SHARED is a file that the benchmark reads and writes while this runs: see struct shared.
// A delivery is recognised by "@ROOM:NUMBER@" in the text; sent[NUMBER % SENT] says when that was published, by the
// monotonic clock. The first `stalled` streams stop reading. A stream that ended is opened again after a while, as a
// browser does it, when `again` is set.
// While it opens them it reads too, and leaves no more than AHEAD of them unanswered: a server whose queue is full drops a
// call, and who called waits a second before trying again.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SAMPLES (1 << 22)
#define SENT (1 << 18)
#define AHEAD 500
struct shared {
    volatile uint64_t open, deliveries, closed, astray, stalled, again, refused, answer;
    volatile uint64_t sent[SENT];
    uint32_t microseconds[SAMPLES];
};
struct stream {
    int fd, opened, reading;
    uint64_t room, number, first, due;
    char *path, *cookie;
};

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int unanswered;

static void take(struct shared *s, struct stream *one, const char *data, ssize_t size) {
    uint64_t at = now();
    for (const char *c = data; c < data + size; c++) {
        if (*c == '@' && one->reading) {
            one->reading = 0;
            if (one->first != one->room) s->astray++;
            uint64_t sent = s->sent[one->number % SENT], took = at > sent ? (at - sent) / 1000 : 0;
            s->microseconds[s->deliveries % SAMPLES] = took > UINT32_MAX ? UINT32_MAX : took;
            s->deliveries++;
        } else if (*c == '@') {
            one->reading = 1;
            one->number = 0;
        } else if (one->reading && *c == ':') {
            one->first = one->number;
            one->number = 0;
        } else if (one->reading && *c >= '0' && *c <= '9') {
            one->number = one->number * 10 + (*c - '0');
        } else {
            one->reading = 0;
        }
    }
}

static int ask(int port, const char *path, const char *cookie) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char text[1024];
    int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    if (fd < 0) { perror("socket"); exit(1); }
    if (connect(fd, (struct sockaddr *)&to, sizeof to)) { close(fd); return -1; }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    int size = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: session=%s\r\n\r\n", path, cookie);
    if (write(fd, text, size) != size) { close(fd); return -1; }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

// Between half a second and two and a half, as static/js and the browsers do it.
static uint64_t later(void) { return now() + 500000000ull + (uint64_t)(rand() % 2000) * 1000000; }

static void lost(struct shared *s, struct stream *one) {
    if (one->fd >= 0) close(one->fd);
    if (one->fd >= 0 && !one->opened) unanswered--;
    if (one->opened == 200) s->open--;
    one->fd = -1;
    one->opened = one->reading = 0;
    one->due = later();
}

static void follow(struct shared *s, struct stream *one, int port, int epoll) {
    one->fd = ask(port, one->path, one->cookie);
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = one};
    if (one->fd < 0) {
        s->refused++;
        lost(s, one);
    } else {
        unanswered++;
        epoll_ctl(epoll, EPOLL_CTL_ADD, one->fd, &wanted);
    }
}

static void hear(struct shared *s, struct stream *all, int epoll, int patience) {
    static struct epoll_event events[512];
    static char data[65536];
    int many = epoll_wait(epoll, events, 512, patience);
    for (int i = 0; i < many; i++) {
        struct stream *one = events[i].data.ptr;
        if (one->fd < 0) continue;
        if ((uint64_t)(one - all) < s->stalled) {
            epoll_ctl(epoll, EPOLL_CTL_DEL, one->fd, NULL);
            continue;
        }
        ssize_t size = read(one->fd, data, sizeof data);
        if (size > 0) {
            if (!one->opened) {
                unanswered--;
                one->opened = size > 12 ? atoi(data + 9) : 1;
                if (one->opened == 200) s->open++;
                else { s->answer = one->opened; lost(s, one); continue; }
            }
            take(s, one, data, size);
        } else if (size == 0 || (errno != EAGAIN && errno != EINTR)) {
            s->closed++;
            lost(s, one);
        }
    }
}

int main(int count, char **words) {
    if (count != 3) return 2;
    int file = open(words[2], O_RDWR | O_CREAT, 0600), port = atoi(words[1]);
    if (file < 0 || ftruncate(file, sizeof(struct shared))) { perror(words[2]); return 1; }
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    int epoll = epoll_create1(0);
    char path[200], cookie[200];
    uint64_t room, streams = 0;
    struct stream *all = NULL;
    while (scanf("%lu %199s %199s", &room, path, cookie) == 3) {
        all = realloc(all, ++streams * sizeof *all);
        all[streams - 1] = (struct stream){.room = room, .path = strdup(path), .cookie = strdup(cookie)};
    }
    for (uint64_t i = 0; i < streams; i++) {
        follow(s, &all[i], port, epoll);
        while (unanswered > AHEAD) hear(s, all, epoll, 1000);
    }
    for (;;) {
        hear(s, all, epoll, s->again ? 10 : 1000);
        if (!s->again) continue;
        for (uint64_t i = 0, at = now(); i < streams; i++)
            if (all[i].fd < 0 && all[i].due < at) follow(s, &all[i], port, epoll);
    }
}
