// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "photolint/core/text.h"
#include "photolint/pipeline/pipeline.h"
#include "photolint/roster/shard_source.h"

namespace photolint::cli {

/// Options that every command takes.
struct CommonOptions {
  Language language = Language::en;
  std::string model_dir;    ///< empty: the networks inside the program
  std::string profile_dir;  ///< searched for profiles before the shipped ones; empty: none
};

/// How loud the console is.
enum class Verbosity { quiet, normal, verbose };

/// The verdicts from which on the exit code is 1.
enum class FailOn { error, warning, never };

/// `photolint check`
struct CheckOptions {
  std::vector<std::string> paths;
  std::string roster;
  std::string photos;
  std::string codes;  ///< folder of the capture codes' pictures; empty: the column code_image alone
  std::vector<std::string> map;  ///< column=field
  std::vector<std::string> match;
  std::string encoding;
  std::string sheet;
  std::string files_from;
  bool nul_separated = false;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::string profile = "chsi-upload";
  std::string out;
  std::vector<std::string> formats;
  bool show_ids = false;
  bool statistics = false;
  bool no_bom = false;
  std::string notice_template;  ///< file; empty: the built-in wording
  std::string collect;          ///< folder for the accepted photos; empty: none
  std::string collect_name;     ///< file-name template; empty: the profile's, else the photo's own name
  bool collect_link = false;
  Shard shard;                    ///< of `check` only
  int jobs = 0;                   ///< 0: the cores that the process may use
  std::int64_t memory_bytes = 0;  ///< for photos in flight; always set by the parser
  ExecutorKind executor = ExecutorKind::tbb;
  FailOn fail_on = FailOn::warning;
  std::int64_t reference_day = 0;  ///< days since 1970-01-01; always set by the parser
  bool exit_zero = false;
  Verbosity verbosity = Verbosity::normal;
};

/// `photolint reconcile`
struct ReconcileOptions {
  std::string school;                   ///< the school's list
  std::string vendor;                   ///< the list of what was delivered
  std::string photos;                   ///< folder of the delivered photos; empty: no photo is checked
  std::vector<std::string> map_school;  ///< column=field
  std::vector<std::string> map_vendor;
  std::string encoding_school;
  std::string encoding_vendor;
  std::string sheet_school;  ///< worksheet by name; empty: the only one with data
  std::string sheet_vendor;
  CheckOptions check;  ///< match, profile, reports and running; its sources stay empty
};

/// `photolint merge`
struct MergeOptions {
  std::vector<std::string> folders;  ///< with a report of the format merge each, in order
  CheckOptions check;                ///< reports and exit code
};

/// `photolint calibrate`
struct CalibrateOptions {
  std::string good;  ///< folder of pictures that the rule should let pass
  std::string bad;   ///< folder of pictures that it should reject
  std::string rule;  ///< code or name
  std::string profile = "chsi-upload";
  double max_false_rejections = 0.01;  ///< share, 0..1
  std::string fragment;                ///< TOML to write; empty: none
  std::string plot;                    ///< SVG to write; empty: none
  std::string date;                    ///< for the fragment's reference; empty: none
  std::int64_t reference_day = 0;      ///< as in CheckOptions
  int jobs = 0;                        ///< 0: the cores that the process may use
  std::int64_t memory_bytes = 0;       ///< for photos in flight; always set by the parser
  Verbosity verbosity = Verbosity::normal;
};

enum class RulesView { list, markdown, json };

/// `photolint rules`
struct RulesOptions {
  std::vector<std::string> codes;  ///< rules to explain; none: list all
  RulesView view = RulesView::list;
};

enum class ProfilesAction { list, show, check, schema };

/// `photolint profiles`
struct ProfilesOptions {
  ProfilesAction action = ProfilesAction::list;
  std::vector<std::string> names;  ///< to show or check
};

/// `photolint inspect`
struct InspectOptions {
  std::string photo;
  std::string profile = "chsi-upload";
  std::string annotate;            ///< PNG to write; empty: none
  std::int64_t reference_day = 0;  ///< as in CheckOptions
  bool json = false;
  bool show_ids = false;
};

/// `photolint self-test`
struct SelfTestOptions {};

/// `photolint completions`
struct CompletionsOptions {
  std::string shell;  ///< bash, zsh or fish
};

/// `photolint man`
struct ManOptions {
  std::string folder;  ///< takes man1 and zh_CN/man1
};

using CommandOptions =
    std::variant<CheckOptions, ReconcileOptions, MergeOptions, CalibrateOptions, RulesOptions,
                 ProfilesOptions, InspectOptions, SelfTestOptions, CompletionsOptions, ManOptions>;

/// What the command line asks for.
struct Command {
  CommonOptions common;
  CommandOptions options;
};

/// Text to print and the exit code, where there is nothing to run (help, version, usage errors).
struct EarlyExit {
  std::string text;
  int exit_code = 0;
};

/// Reads the command line, the environment and the configuration file. Help and messages are in the language
/// of --lang, else of PHOTOLINT_LANG, of the file's key lang, of LC_ALL, LC_MESSAGES or LANG. Each command's
/// options stand in options/<command>.cpp.
[[nodiscard]] std::variant<Command, EarlyExit> parse_command_line(int argc, const char* const* argv);

}  // namespace photolint::cli
