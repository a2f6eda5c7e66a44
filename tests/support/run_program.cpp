// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace photolint::test {
namespace {

struct Pipe {
  std::array<int, 2> ends{};
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  }
};

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

[[noreturn]] void become(const std::vector<std::string>& arguments, const ProgramOptions& options, int in,
                         int out, int err) {
  if (!options.directory.empty() && chdir(options.directory.c_str()) != 0) _exit(126);
  dup2(in, STDIN_FILENO);
  const int taker = options.output.empty() ? out : open(options.output.c_str(), O_WRONLY | O_CLOEXEC);
  if (taker < 0) _exit(126);
  dup2(taker, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  std::vector<std::string> words{PHOTOLINT_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = options.environment;  // of two values, the first counts
  environment.emplace_back("LC_ALL=C.UTF-8");
  // The sanitizer presets pass their options on to the program under test.
  for (const char* name : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR"}) {
    if (const char* value = std::getenv(name)) environment.push_back(std::string(name) + "=" + value);
  }
  execve(PHOTOLINT_BINARY, pointers(words).data(), pointers(environment).data());
  _exit(127);
}

/// Both streams to their ends; reading one after the other could block the program.
void drain(int out, int err, ProgramResult& result) {
  std::array<pollfd, 2> streams{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
  std::array<char, 65536> block{};
  int open_streams = 2;
  while (open_streams > 0) {
    poll(streams.data(), streams.size(), -1);
    for (pollfd& stream : streams) {
      if (stream.fd < 0 || stream.revents == 0) continue;
      const ssize_t count = read(stream.fd, block.data(), block.size());
      if (count <= 0) {
        stream.fd = -1;
        --open_streams;
        continue;
      }
      (&stream == streams.data() ? result.out : result.err)
          .append(block.data(), static_cast<std::size_t>(count));
    }
  }
}

void feed(int in, const std::string& input) {
  std::size_t sent = 0;
  while (sent < input.size()) {
    const ssize_t count = write(in, input.data() + sent, input.size() - sent);
    if (count <= 0) break;
    sent += static_cast<std::size_t>(count);
  }
  close(in);
}

}  // namespace

ProgramResult run_photolint(const std::vector<std::string>& arguments, const ProgramOptions& options) {
  signal(SIGPIPE, SIG_IGN);
  const Pipe in, out, err;
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) become(arguments, options, in.ends[0], out.ends[1], err.ends[1]);
  close(in.ends[0]);
  close(out.ends[1]);
  close(err.ends[1]);
  std::thread feeder(feed, in.ends[1], options.input);
  std::thread interrupter([&] {
    if (options.interrupt_after_s <= 0) return;
    std::this_thread::sleep_for(std::chrono::duration<double>(options.interrupt_after_s));
    kill(child, SIGINT);
  });
  ProgramResult result;
  drain(out.ends[0], err.ends[0], result);
  feeder.join();
  interrupter.join();
  int status = 0;
  waitpid(child, &status, 0);
  close(out.ends[0]);
  close(err.ends[0]);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace photolint::test
