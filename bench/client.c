// Follows many streams from one thread and notes when what arrives. It costs far less than what it measures.
//   client PORT SHARED < requests      each line: ROOM PATH COOKIE
// SHARED is a file that the benchmark reads while this runs: see struct shared.
// A delivery is recognised by "@ROOM:NANOSECONDS@" in the text; the time is the monotonic clock's.
#include <arpa/inet.h>
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
struct shared {
    volatile uint64_t open, deliveries, closed, astray;
    uint32_t microseconds[SAMPLES];
};
struct stream {
    int fd, opened, reading;
    uint64_t room, number, first;
};

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void take(struct shared *s, struct stream *one, const char *data, ssize_t size) {
    uint64_t at = now();
    for (const char *c = data; c < data + size; c++) {
        if (*c == '@' && one->reading) {
            one->reading = 0;
            if (one->first != one->room) s->astray++;
            uint64_t took = at > one->number ? (at - one->number) / 1000 : 0;
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
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to)) { perror("connect"); exit(1); }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    int size = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: session=%s\r\n\r\n", path, cookie);
    if (write(fd, text, size) != size) { perror("write"); exit(1); }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

int main(int count, char **words) {
    if (count != 3) return 2;
    int file = open(words[2], O_RDWR | O_CREAT, 0600);
    if (file < 0 || ftruncate(file, sizeof(struct shared))) { perror(words[2]); return 1; }
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    int epoll = epoll_create1(0);
    char path[200], cookie[200], data[65536];
    uint64_t room;
    while (scanf("%lu %199s %199s", &room, path, cookie) == 3) {
        struct stream *one = calloc(1, sizeof *one);
        one->room = room;
        one->fd = ask(atoi(words[1]), path, cookie);
        struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = one};
        epoll_ctl(epoll, EPOLL_CTL_ADD, one->fd, &wanted);
    }
    struct epoll_event events[512];
    for (;;) {
        int many = epoll_wait(epoll, events, 512, -1);
        for (int i = 0; i < many; i++) {
            struct stream *one = events[i].data.ptr;
            ssize_t size = read(one->fd, data, sizeof data);
            if (size > 0) {
                if (!one->opened) {
                    one->opened = 1;
                    if (size > 12 && !memcmp(data + 9, "200", 3)) s->open++;
                }
                take(s, one, data, size);
            } else if (size == 0) {
                s->closed++;
                close(one->fd);
            }
        }
    }
}
