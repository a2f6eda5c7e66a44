// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "photolint/decode/decode.h"

using namespace photolint;

namespace {

/// A folder that goes away with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "photolint-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return (path_ / name).string();
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

ErrorCode error_of(const std::string& path, const Limits& limits = {}) {
  const auto result = read_file(path, limits);
  return result ? ErrorCode::internal : result.error().code;
}

}  // namespace

TEST_CASE("read_file gives the bytes, also through a link") {
  const Folder folder;
  const std::string path = folder.file("a", "abc");
  CHECK(read_file(path, {}).value() == std::vector<std::uint8_t>{'a', 'b', 'c'});
  std::filesystem::create_symlink(path, folder.path("link"));
  CHECK(read_file(folder.path("link"), {}).value().size() == 3);
}

TEST_CASE("read_file refuses everything but regular files, without waiting") {
  const Folder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(error_of(folder.path("pipe")) == ErrorCode::file_not_regular);
  CHECK(error_of(folder.path("")) == ErrorCode::file_not_regular);
  CHECK(error_of("/dev/zero") == ErrorCode::file_not_regular);
  CHECK(error_of(folder.path("none")) == ErrorCode::file_missing);
  CHECK(error_of(folder.file("plain", "x") + "/below") == ErrorCode::file_missing);
  CHECK(error_of(std::string("plain\0x", 7)) == ErrorCode::file_missing);
  std::filesystem::create_symlink("loop", folder.path("loop"));
  CHECK(error_of(folder.path("loop")) == ErrorCode::file_unreadable);
}

TEST_CASE("read_file checks the size before it reads") {
  const Folder folder;
  Limits limits;
  limits.max_bytes = 4;
  CHECK(error_of(folder.file("empty", "")) == ErrorCode::file_empty);
  CHECK(read_file(folder.file("four", "1234"), limits));
  CHECK(error_of(folder.file("five", "12345"), limits) == ErrorCode::file_too_large);
}
