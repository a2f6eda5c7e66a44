// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "photolint/core/result.h"
#include "photolint/report/output.h"

namespace photolint {

/// Opens "<path>.partial" for writing, readable by its owner only. finish(true) syncs it and renames it to
/// path; finish(false) leaves it under the partial name, for a person to look at; destruction without finish
/// removes it. So nothing under the final name is ever half a report. Errors, here and later: output_failed
/// with path and reason ("report-busy" when another run is writing the same report).
[[nodiscard]] Result<std::unique_ptr<Output>> open_atomic_file(const std::string& path);

/// Creates the folder and its parents, new ones for the owner only. Errors: output_failed.
[[nodiscard]] Result<void> make_private_folder(const std::string& path);

/// Writes a whole file for the owner only under a name that nothing has yet, in one step. False: the name is
/// taken, and what has it stays as it is. On the disk after sync_files() only. Errors: output_failed.
[[nodiscard]] Result<bool> create_file(const std::string& path, std::string_view bytes);

/// The same with a further name for the file that from leads to, which keeps its mode. Errors: output_failed,
/// for folders on another file system too.
[[nodiscard]] Result<bool> create_link(const std::string& from, const std::string& path);

/// Waits until the disk has everything that was written to the folder's file system. Errors: output_failed.
[[nodiscard]] Result<void> sync_files(const std::string& folder);

/// Bytes that a sink can only pass on when it knows the totals. They lie in a file without a name, so a
/// killed run leaves nothing behind.
class ScratchFile {
 public:
  /// folder: where the report is written, so that the same disk must have the space.
  [[nodiscard]] static Result<std::unique_ptr<ScratchFile>> open(const std::string& folder);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  Result<void> write(std::string_view bytes);
  /// A name under which a library that only takes names can open the file, while this object lives.
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  /// Sends everything written so far to the output.
  Result<void> copy_to(Output& output);

 private:
  ScratchFile(int descriptor, std::string folder);
  Result<void> flush();

  int descriptor_;
  std::string folder_;
  std::string buffer_;
};

}  // namespace photolint
