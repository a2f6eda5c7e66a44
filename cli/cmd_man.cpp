// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <vector>

#include "commands.h"
#include "console.h"
#include "generate/man_page.h"
#include "generate/offers.h"
#include "photolint/report/atomic_file.h"

namespace photolint::cli {
namespace {

Result<void> write_page(const std::string& path, const std::string& page) {
  auto file = open_atomic_file(path);
  if (!file) return file.error();
  if (auto written = file.value()->write(page); !written) return written;
  return file.value()->finish(true);
}

/// Every page of one language into an own folder.
Result<void> write_pages(const ProgramSpec& program, const std::string& folder, Language language) {
  if (auto made = make_private_folder(folder); !made) return made;
  std::vector<const CommandSpec*> pages = offered_commands(program);
  pages.push_back(nullptr);
  for (const CommandSpec* command : pages) {
    const std::string path = folder + "/" + man_page_name(command) + ".1";
    if (auto written = write_page(path, man_page(program, command, language)); !written) return written;
  }
  return {};
}

}  // namespace

ExitCode run_man(const CommonOptions& common, const ManOptions& options) {
  const Console console(common.language);
  const ProgramSpec program = program_spec();
  Result<void> written = make_private_folder(options.folder);
  if (written) written = write_pages(program, options.folder + "/man1", Language::en);
  if (written) written = make_private_folder(options.folder + "/zh_CN");
  if (written) written = write_pages(program, options.folder + "/zh_CN/man1", Language::zh_cn);
  if (written) return ExitCode::accepted;
  console.fail({written.error()});
  return ExitCode::incomplete;
}

}  // namespace photolint::cli
