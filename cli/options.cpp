// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <sstream>
#include <string_view>

#include "exit_code.h"
#include "photolint/core/date.h"
#include "photolint/core/nearest.h"
#include "photolint/report/report_set.h"
#include "photolint/version.h"

namespace photolint::cli {
namespace {

/// The command line and its help in one language. CLI11 binds options to the members, so it does not move.
class CommandLine {
 public:
  explicit CommandLine(Language language);
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  std::variant<Command, EarlyExit> parse(int argc, const char* const* argv);

 private:
  [[nodiscard]] std::string tr(std::string_view en, std::string_view zh_cn) const {
    return std::string(Text{en, zh_cn}.in(language_));
  }
  CLI::App* add_command(const char* name, std::string_view en, std::string_view zh_cn);
  void add_check();
  void add_check_sources(CLI::App& app);
  void add_check_reports(CLI::App& app);
  void add_check_run(CLI::App& app);
  void add_reconcile();
  void add_reports(CLI::App& app, CheckOptions& options);
  void add_run(CLI::App& app);
  void add_calibrate();
  void add_running(CLI::App& app);
  void add_rules();
  void add_profiles();
  void add_inspect();
  [[nodiscard]] CLI::Validator number_between(std::int64_t low, std::int64_t high) const;
  [[nodiscard]] CLI::Validator one_of(std::vector<std::string> words) const;
  [[nodiscard]] CLI::Validator memory_size() const;
  [[nodiscard]] CLI::Validator calendar_day() const;
  void add_date(CLI::App& app);
  [[nodiscard]] CLI::Validator folder() const;
  [[nodiscard]] CLI::Validator column_mapping() const;
  [[nodiscard]] CLI::Validator share() const;
  [[nodiscard]] std::string unknown_argument(const std::string& word) const;
  [[nodiscard]] std::string usage_text(const CLI::ParseError& error) const;
  [[nodiscard]] std::optional<std::string> contradiction() const;
  [[nodiscard]] Command command() const;
  [[nodiscard]] CheckOptions check_options(const CheckOptions& parsed) const;
  [[nodiscard]] std::optional<std::string> check_contradiction() const;
  [[nodiscard]] std::optional<std::string> reconcile_contradiction() const;
  [[nodiscard]] ReconcileOptions reconcile_options() const;
  [[nodiscard]] CalibrateOptions calibrate_options() const;
  [[nodiscard]] std::int64_t memory_bytes() const;

  Language language_;
  CLI::App app_;
  CommonOptions common_;
  std::string language_word_;
  CheckOptions check_;
  std::string jobs_ = "0";
  std::string memory_;
  std::string date_;
  std::string executor_ = "tbb";
  std::string fail_on_ = "warning";
  bool quiet_ = false;
  bool verbose_ = false;
  ReconcileOptions reconcile_;
  CalibrateOptions calibrate_;
  std::string max_false_rejections_ = "0.01";
  RulesOptions rules_;
  bool rules_markdown_ = false;
  bool rules_json_ = false;
  std::vector<std::string> profile_words_;
  InspectOptions inspect_;
};

std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A plain number such as 0.01.
std::optional<double> parse_real(std::string_view text) {
  double value = 0;
  const auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Bytes of "512M", "2G", "800000K"; at least 64 MB, because one large photo needs that much.
std::optional<std::int64_t> parse_memory(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::string_view units = "KMG";
  const std::size_t unit = units.find(text.back());
  if (unit == std::string_view::npos) return std::nullopt;
  const auto count = parse_whole(text.substr(0, text.size() - 1));
  if (!count || *count < 1 || *count > (1 << 20)) return std::nullopt;
  const std::int64_t bytes = *count << (10 * (unit + 1));
  if (bytes < (64LL << 20)) return std::nullopt;
  return bytes;
}

/// Days since 1970-01-01 of a date that was checked before; today in UTC where none was given.
std::int64_t day_or_today(const std::string& date) {
  if (!date.empty()) return *parse_day(date);
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
}

/// Half of the machine's memory: the rest is for everybody else.
std::int64_t half_of_memory() {
  return std::int64_t{sysconf(_SC_PHYS_PAGES)} / 2 * std::int64_t{sysconf(_SC_PAGESIZE)};
}

CLI::Validator CommandLine::number_between(std::int64_t low, std::int64_t high) const {
  return {[this, low, high](std::string& text) {
            const auto value = parse_whole(text);
            if (value && *value >= low && *value <= high) return std::string();
            return tr("needs a whole number from ", "应为整数，范围 ") + std::to_string(low) +
                   tr(" to ", " 至 ") + std::to_string(high);
          },
          ""};
}

CLI::Validator CommandLine::one_of(std::vector<std::string> words) const {
  return {[this, words = std::move(words)](std::string& text) {
            std::string choices;
            for (const std::string& word : words) {
              if (word == text) return std::string();
              choices += choices.empty() ? word : ", " + word;
            }
            return tr("needs one of: ", "可选值：") + choices;
          },
          ""};
}

CLI::Validator CommandLine::memory_size() const {
  return {[this](std::string& text) {
            if (parse_memory(text)) return std::string();
            return tr("needs a size such as 512M or 2G, at least 64M",
                      "应为 512M、2G 这样的大小，且不小于 64M");
          },
          ""};
}

CLI::Validator CommandLine::calendar_day() const {
  return {[this](std::string& text) {
            if (text.find('-') != std::string::npos && parse_day(text)) return std::string();
            return tr("needs a date such as 2026-06-30", "应为 2026-06-30 这样的日期");
          },
          ""};
}

void CommandLine::add_date(CLI::App& app) {
  app.add_option("--date", date_,
                 tr("Reference date that the age of a photo is counted to (default: today, UTC)",
                    "计算照片拍摄天数的基准日（默认为当天，UTC）"))
      ->check(calendar_day())
      ->type_name("YYYY-MM-DD");
}

CLI::Validator CommandLine::folder() const {
  return {[this](std::string& text) {
            std::error_code ignored;
            if (std::filesystem::is_directory(text, ignored)) return std::string();
            return tr("no such folder: ", "没有此文件夹：") + text;
          },
          ""};
}

CLI::Validator CommandLine::column_mapping() const {
  return {[this](std::string& text) {
            const std::size_t equals = text.find('=');
            if (equals != std::string::npos && equals > 0 && equals + 1 < text.size()) return std::string();
            return tr("needs COLUMN=FIELD, such as 考生号=student_no, not ",
                      "格式应为 列名=字段，例如 考生号=student_no，而不是 ") +
                   text;
          },
          ""};
}

CLI::Validator CommandLine::share() const {
  return {[this](std::string& text) {
            const auto value = parse_real(text);
            if (value && *value >= 0 && *value < 1) return std::string();
            return tr("needs a share from 0 to below 1, such as 0.01",
                      "应为 0 至 1 之间（不含 1）的比例，例如 0.01");
          },
          ""};
}

CommandLine::CommandLine(Language language) : language_(language) {
  app_.name("photolint");
  app_.description(tr("Checks student ID photos before they are uploaded for the national graduate record.",
                      "在上传学历注册图像之前检查学生证件照。"));
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(34);
  formatter->label("Usage", tr("Usage", "用法"));
  formatter->label("OPTIONS", tr("OPTIONS", "选项"));
  formatter->label("SUBCOMMAND", tr("COMMAND", "命令"));
  formatter->label("Positionals", tr("Arguments", "参数"));
  formatter->label("REQUIRED", tr("(required)", "（必填）"));
  app_.formatter(formatter);
  app_.option_defaults()->group(tr("Options", "选项"));
  app_.set_help_flag("-h,--help", tr("Print this help and exit", "显示帮助并退出"));
  app_.set_version_flag("--version", std::string("photolint ") + kVersion,
                        tr("Print the version and exit", "显示版本并退出"));
  app_.add_option("--lang", language_word_,
                  tr("Language of messages and reports: en or zh-CN (default: from the locale)",
                     "消息与报告的语言：en 或 zh-CN（默认取自系统语言环境）"))
      ->check(one_of({"en", "zh-CN"}))
      ->type_name("LANG");
  app_.add_option("--model-dir", common_.model_dir,
                  tr("Folder with other networks than the built-in ones", "改用该文件夹中的神经网络模型"))
      ->type_name("DIR");
  app_.add_option("--profile-dir", common_.profile_dir,
                  tr("Folder with your school's own profiles", "本校自定义检查方案所在文件夹"))
      ->check(folder())
      ->type_name("DIR");
  app_.fallthrough();
  app_.require_subcommand(0, 1);  // behind the first, "check" or "rules" may be a folder
  app_.footer(tr(
      "Exit codes: 0 all accepted, 1 some not accepted, 2 bad usage or configuration, 3 incomplete.\n"
      "Start with: photolint check photos/",
      "退出码：0 全部合格，1 有照片未合格，2 用法或配置有误，3 未完成。\n可先试：photolint check photos/"));
  add_check();
  add_reconcile();
  add_calibrate();
  add_rules();
  add_profiles();
  add_inspect();
  add_command("self-test", "Check the installation: networks, decoders, encodings, one built-in photo",
              "检查安装是否完好：模型、解码器、字符编码及一张内置照片");
}

CLI::App* CommandLine::add_command(const char* name, std::string_view en, std::string_view zh_cn) {
  CLI::App* command = app_.add_subcommand(name, tr(en, zh_cn));
  command->group(tr("Commands", "命令"));
  command->get_help_ptr()->group(tr("Options", "选项"));
  command->footer(tr("--lang, --model-dir and --profile-dir work here too: photolint --help explains them.",
                     "--lang、--model-dir、--profile-dir 在此同样可用，说明见 photolint --help。"));
  return command;
}

void CommandLine::add_check() {
  CLI::App& app =
      *add_command("check", "Check photos and write a verdict per student", "检查照片并给出每名学生的结论");
  add_check_sources(app);
  add_check_reports(app);
  add_check_run(app);
}

void CommandLine::add_reconcile() {
  CLI::App& app =
      *add_command("reconcile", "Compare the school's list with what the capture vendor delivered",
                   "比对学校名单与采集单位交付的名单");
  app.option_defaults()->group(tr("What to compare", "比对对象"));
  app.add_option("--school", reconcile_.school, tr("The school's student list", "学校的学生名单"))
      ->type_name("FILE");
  app.add_option("--vendor", reconcile_.vendor,
                 tr("The vendor's list of the students delivered", "采集单位交付的学生名单"))
      ->type_name("FILE");
  app.add_option("--photos", reconcile_.photos,
                 tr("Folder with the photos that the vendor delivered (default: no photo is checked)",
                    "采集单位交付的照片文件夹（默认不检查照片）"))
      ->type_name("DIR");
  app.add_option("--match", reconcile_.check.match,
                 tr("How photos find their row of the vendor's list, as for check; may be repeated",
                    "照片与采集名单的匹配方式，用法同 check；可重复"))
      ->type_name("HOW")
      ->allow_extra_args(false);
  app.add_option("--map-school", reconcile_.map_school,
                 tr("Meaning of a column of the school's list, as COLUMN=FIELD; may be repeated",
                    "指定学校名单某列的含义，格式为 列名=字段；可重复"))
      ->check(column_mapping())
      ->type_name("COLUMN=FIELD")
      ->allow_extra_args(false);
  app.add_option("--map-vendor", reconcile_.map_vendor,
                 tr("The same for the vendor's list", "指定采集名单某列的含义，格式同上；可重复"))
      ->check(column_mapping())
      ->type_name("COLUMN=FIELD")
      ->allow_extra_args(false);
  const std::vector<std::string> encodings = {"utf-8", "utf-16le", "utf-16be", "gb18030"};
  app.add_option(
         "--encoding-school", reconcile_.encoding_school,
         tr("Encoding of the school's list (default: found by itself)", "学校名单的字符编码（默认自动识别）"))
      ->check(one_of(encodings))
      ->type_name("NAME");
  app.add_option(
         "--encoding-vendor", reconcile_.encoding_vendor,
         tr("Encoding of the vendor's list (default: found by itself)", "采集名单的字符编码（默认自动识别）"))
      ->check(one_of(encodings))
      ->type_name("NAME");
  app.add_option("--sheet-school", reconcile_.sheet_school,
                 tr("Worksheet of the school's list by name (default: the only one with data)",
                    "学校名单所在工作表的名称（默认为唯一含有数据的工作表）"))
      ->type_name("NAME");
  app.add_option("--sheet-vendor", reconcile_.sheet_vendor,
                 tr("Worksheet of the vendor's list by name (default: the only one with data)",
                    "采集名单所在工作表的名称（默认为唯一含有数据的工作表）"))
      ->type_name("NAME");
  add_reports(app, reconcile_.check);
  app.add_flag("-0,--null", reconcile_.check.nul_separated,
               tr("Entries of the lists report end with NUL instead of a line break",
                  "lists 报告中的各项以 NUL 而非换行分隔"));
  add_run(app);
}

void CommandLine::add_check_sources(CLI::App& app) {
  app.option_defaults()->group(tr("What to check", "检查对象"));
  app.add_option("PATH", check_.paths, tr("Photos, and folders to search for photos", "照片文件或照片文件夹"))
      ->type_name("");
  app.add_option("--files-from", check_.files_from,
                 tr("Read paths from this file, one a line; - is standard input",
                    "从该文件逐行读取路径；- 表示标准输入"))
      ->type_name("FILE");
  app.add_flag("-0,--null", check_.nul_separated,
               tr("Paths in --files-from end with NUL instead of a line break",
                  "--files-from 中的路径以 NUL 而非换行分隔"));
  app.add_option("--roster", check_.roster,
                 tr("Student list (CSV, TSV, XLSX, ODS, XLS or DBF), one row a student; needs --photos or a "
                    "photo column",
                    "学生名单（CSV、TSV、XLSX、ODS、XLS 或 DBF），每行一名学生；需配合 --photos 或照片列"))
      ->type_name("FILE");
  app.add_option("--photos", check_.photos,
                 tr("Folder with the photos of the roster", "名单所对应的照片文件夹"))
      ->type_name("DIR");
  app.add_option("--codes", check_.codes,
                 tr("Folder with the pictures of the capture codes, named as the photos are",
                    "采集码图片文件夹，命名方式与照片相同"))
      ->type_name("DIR");
  app.add_option("--map", check_.map,
                 tr("Meaning of a roster column, as COLUMN=FIELD; may be repeated",
                    "指定名单某列的含义，格式为 列名=字段；可重复"))
      ->check(column_mapping())
      ->type_name("COLUMN=FIELD")
      ->allow_extra_args(false);
  app.add_option("--match", check_.match,
                 tr("How photos find their row, in order: path, id_number, student_no or a template such as "
                    "{student_no}_{name}.jpg; may be repeated",
                    "照片与名单的匹配方式，按给出的先后尝试：path、id_number、student_no 或模板（如 "
                    "{student_no}_{name}.jpg）；可重复"))
      ->type_name("HOW")
      ->allow_extra_args(false);
  app.add_option("--encoding", check_.encoding,
                 tr("Encoding of the roster (default: found by itself)", "名单的字符编码（默认自动识别）"))
      ->check(one_of({"utf-8", "utf-16le", "utf-16be", "gb18030"}))
      ->type_name("NAME");
  app.add_option("--sheet", check_.sheet,
                 tr("Worksheet of the roster by name (default: the only one with data)",
                    "名单所在工作表的名称（默认为唯一含有数据的工作表）"))
      ->type_name("NAME");
  app.add_option("--include", check_.include,
                 tr("In folders, check only names that match this pattern; may be repeated",
                    "在文件夹中只检查与该模式匹配的文件；可重复"))
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_option("--exclude", check_.exclude,
                 tr("In folders, leave out names that match this pattern; may be repeated",
                    "在文件夹中排除与该模式匹配的文件；可重复"))
      ->type_name("PATTERN")
      ->allow_extra_args(false);
}

void CommandLine::add_check_reports(CLI::App& app) {
  add_reports(app, check_);
  app.add_option("--fail-on", fail_on_,
                 tr("Exit with 1 from this on: error (rejected), warning (also review; default) or never",
                    "从哪一级起退出码为 1：error（仅不合格）、warning（含待复核，默认）或 never（从不）"))
      ->check(one_of({"error", "warning", "never"}))
      ->type_name("LEVEL");
}

/// "text, csv": every format, or those written by default.
std::string format_names(bool by_default) {
  std::string names;
  for (const ReportFormat& format : report_formats()) {
    if (by_default && !format.by_default) continue;
    names.append(names.empty() ? "" : ", ").append(format.name);
  }
  return names;
}

void CommandLine::add_reports(CLI::App& app, CheckOptions& options) {
  app.option_defaults()->group(tr("Verdicts and reports", "结论与报告"));
  app.add_option(
         "--profile", options.profile,
         tr("Profile by name or by path (default: chsi-upload)", "检查方案的名称或路径（默认 chsi-upload）"))
      ->type_name("NAME|FILE");
  app.add_option("--out", options.out, tr("Folder to write the reports into", "报告输出文件夹"))
      ->type_name("DIR");
  app.add_option("--format", options.formats,
                 tr("Reports to write, with commas: ", "要生成的报告，以逗号分隔：") + format_names(false) +
                     tr(" or all (default: text; with --out ", " 或 all（默认 text；指定 --out 时为 ") +
                     format_names(true) + tr(")", "）"))
      ->delimiter(',')
      ->type_name("LIST")
      ->allow_extra_args(false);
  app.add_flag("--statistics", options.statistics,
               tr("Add counts per rule to the text report", "文本报告中附各规则统计"));
  app.add_flag("--show-ids", options.show_ids,
               tr("Do not mask ID and phone numbers in reports", "报告中不隐去身份证号与手机号"));
  app.add_flag("--no-bom", options.no_bom,
               tr("Write the CSV report without byte order mark", "CSV 报告不写 BOM"));
  app.add_flag("--exit-zero", options.exit_zero,
               tr("Exit with 0 when the run is complete, whatever the verdicts",
                  "只要检查完成，无论结论如何退出码均为 0"));
}

void CommandLine::add_running(CLI::App& app) {
  app.option_defaults()->group(tr("Running", "运行"));
  app.add_option(
         "-j,--jobs", jobs_,
         tr("Worker threads (default: 0, as many as cores)", "工作线程数（默认 0，即与可用处理器核数相同）"))
      ->check(number_between(0, 1024))
      ->type_name("N");
  app.add_option("--memory", memory_,
                 tr("Memory for photos in flight, such as 512M or 2G (default: half of the machine's)",
                    "同时处理的照片可占用的内存，如 512M、2G（默认为本机内存的一半）"))
      ->check(memory_size())
      ->type_name("SIZE");
}

void CommandLine::add_check_run(CLI::App& app) {
  add_run(app);
}

void CommandLine::add_run(CLI::App& app) {
  add_running(app);
  add_date(app);
  app.add_option("--executor", executor_,
                 tr("How threads are run: tbb (default), threads or serial; the reports are the same",
                    "线程执行方式：tbb（默认）、threads 或 serial；报告内容相同"))
      ->check(one_of({"tbb", "threads", "serial"}))
      ->type_name("KIND");
  app.add_flag("-q,--quiet", quiet_,
               tr("No progress and no summary on the terminal", "终端不显示进度与汇总"));
  app.add_flag("-v,--verbose", verbose_, tr("Also report what was accepted", "同时列出合格照片的检查结果"));
}

void CommandLine::add_calibrate() {
  CLI::App& app = *add_command("calibrate", "Find a rule's limit from your own labelled pictures",
                               "用本校已标注的照片标定某条规则的限值");
  app.option_defaults()->group(tr("Pictures and rule", "照片与规则"));
  app.add_option("--good", calibrate_.good,
                 tr("Folder of pictures that the rule should let pass, searched with its subfolders",
                    "应判通过的照片文件夹（含子文件夹）"))
      ->type_name("DIR");
  app.add_option("--bad", calibrate_.bad,
                 tr("Folder of pictures that it should reject", "应判不通过的照片文件夹（含子文件夹）"))
      ->type_name("DIR");
  app.add_option("--rule", calibrate_.rule, tr("The rule, by code or name", "规则的代码或名称"))
      ->type_name("CODE");
  app.add_option(
         "--profile", calibrate_.profile,
         tr("Profile whose parameters are the starting point, by name or by path (default: chsi-upload)",
            "作为起点的检查方案，名称或路径（默认 chsi-upload）"))
      ->type_name("NAME|FILE");
  app.add_option("--max-false-rejections", max_false_rejections_,
                 tr("Largest share of good pictures that a suggested limit may reject (default: 0.01)",
                    "建议限值允许误拒的合格照片比例上限（默认 0.01）"))
      ->check(share())
      ->type_name("SHARE");
  app.option_defaults()->group(tr("Results", "结果"));
  app.add_option("--fragment", calibrate_.fragment,
                 tr("Write the suggested limits as a piece of a profile (TOML)",
                    "将建议限值写成检查方案片段（TOML）"))
      ->type_name("FILE");
  app.add_option("--date", calibrate_.date,
                 tr("Date for the fragment's reference (default: none) and for the age of photos (default: "
                    "today, UTC)",
                    "写入片段依据说明的日期（默认不写），也用作计算拍摄天数的基准日（默认为当天，UTC）"))
      ->check(calendar_day())
      ->type_name("YYYY-MM-DD");
  app.add_option("--plot", calibrate_.plot,
                 tr("Write distributions, limits and error rates as a picture (SVG)",
                    "将分布、限值与错误率绘制成图（SVG）"))
      ->type_name("FILE");
  add_running(app);
  app.add_flag("-q,--quiet", quiet_, tr("No progress on the terminal", "终端不显示进度"));
}

void CommandLine::add_rules() {
  CLI::App& app = *add_command("rules", "List the rules, or explain some", "列出规则，或解释指定规则");
  app.option_defaults()->group(tr("Options", "选项"));
  app.add_option("RULE", rules_.codes, tr("Codes or names of rules to explain", "要解释的规则代码或名称"))
      ->type_name("");
  app.add_flag("--markdown", rules_markdown_,
               tr("The whole rules page as Markdown", "以 Markdown 输出完整规则文档"));
  app.add_flag("--json", rules_json_, tr("All rules as JSON", "以 JSON 输出全部规则"));
}

void CommandLine::add_profiles() {
  CLI::App& app = *add_command("profiles", "List the profiles, show one resolved, or check files",
                               "列出检查方案、查看某一方案的完整内容或校验方案文件");
  app.option_defaults()->group(tr("Options", "选项"));
  app.add_option(
         "WHAT", profile_words_,
         tr("Nothing: list. show NAME...: whole, with the origin of each value. check FILE...: validate. "
            "schema: JSON schema for editors",
            "留空：列出全部；show 方案名…：显示完整内容及各值来源；check "
            "文件…：校验；schema：输出供编辑器使用的 "
            "JSON Schema"))
      ->type_name("");
}

void CommandLine::add_inspect() {
  CLI::App& app = *add_command("inspect", "Show everything about one photo", "显示一张照片的全部测量结果");
  app.option_defaults()->group(tr("Options", "选项"));
  app.add_option("PHOTO", inspect_.photo, tr("The photo", "照片文件"))->type_name("")->required();
  app.add_option(
         "--profile", inspect_.profile,
         tr("Profile by name or by path (default: chsi-upload)", "检查方案的名称或路径（默认 chsi-upload）"))
      ->type_name("NAME|FILE");
  app.add_option("--annotate", inspect_.annotate,
                 tr("Write a PNG with landmarks, parsing, margins and bands",
                    "输出标注图（PNG）：特征点、分区、边距与允许范围"))
      ->type_name("FILE");
  add_date(app);
  app.add_flag("--json", inspect_.json, tr("Print JSON instead of text", "以 JSON 输出"));
  app.add_flag("--show-ids", inspect_.show_ids,
               tr("Do not mask ID and phone numbers", "不隐去身份证号与手机号"));
}

/// CLI11 puts the option's name before the first ": " of its messages.
std::string option_of(const std::string& message) {
  return message.substr(0, message.find(':'));
}

std::string CommandLine::unknown_argument(const std::string& word) const {
  const std::vector<CLI::App*> commands = app_.get_subcommands();
  std::vector<std::string> known;
  if (commands.empty()) {
    for (const CLI::App* command : app_.get_subcommands({})) known.push_back(command->get_name());
  }
  for (const CLI::App* app : {static_cast<const CLI::App*>(&app_),
                              commands.empty() ? nullptr : static_cast<const CLI::App*>(commands.front())}) {
    if (app == nullptr) continue;
    for (const CLI::Option* option : app->get_options()) {
      if (!option->get_lnames().empty()) known.push_back("--" + option->get_lnames().front());
    }
  }
  std::string text = tr("unknown argument: ", "无法识别的参数：") + word;
  const std::string_view near = nearest(word, std::vector<std::string_view>(known.begin(), known.end()));
  if (!near.empty()) text += tr("; did you mean ", "；是否想输入 ") + std::string(near) + tr("?", "？");
  return text;
}

std::string CommandLine::usage_text(const CLI::ParseError& error) const {
  std::string problem = error.what();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    problem = unknown_argument(app_.remaining(true).front());
  } else if (error.get_name() == "ArgumentMismatch") {
    problem = tr("the option needs a value: ", "该选项需要一个取值：") + option_of(problem);
  } else if (error.get_name() == "RequiredError") {  // the only such argument
    problem = tr("inspect needs a photo", "inspect 需要一张照片");
  }
  return problem;
}

std::optional<std::string> CommandLine::contradiction() const {
  if (app_.get_subcommands().empty())
    return tr("a command is needed, for example check", "请指定命令，例如 check");
  const std::string name = app_.get_subcommands().front()->get_name();
  if (name == "rules" && rules_markdown_ && rules_json_) {
    return tr("--markdown and --json exclude each other", "--markdown 与 --json 不能同时使用");
  }
  if (name == "profiles" && profile_words_.size() == 1 && profile_words_.front() == "check") {
    return tr("profiles check needs a file", "profiles check 需要方案文件");
  }
  if (name == "profiles" && profile_words_.size() == 1 && profile_words_.front() == "show") {
    return tr("profiles show needs a name", "profiles show 需要方案名称");
  }
  if (name == "calibrate" && (calibrate_.good.empty() || calibrate_.bad.empty() || calibrate_.rule.empty())) {
    return tr("calibrate needs --good, --bad and --rule", "calibrate 需要 --good、--bad 和 --rule");
  }
  if (name == "calibrate" && !calibrate_.date.empty() && calibrate_.fragment.empty()) {
    return tr("--date needs --fragment", "--date 须与 --fragment 同用");
  }
  if ((name == "check" || name == "reconcile") && quiet_ && verbose_) {
    return tr("--quiet and --verbose exclude each other", "--quiet 与 --verbose 不能同时使用");
  }
  if (name == "check") return check_contradiction();
  if (name == "reconcile") return reconcile_contradiction();
  return std::nullopt;
}

bool several_formats(const CheckOptions& options) {
  return options.formats.size() > 1 || options.formats == std::vector<std::string>{"all"};
}

std::optional<std::string> CommandLine::reconcile_contradiction() const {
  if (reconcile_.school.empty() || reconcile_.vendor.empty()) {
    return tr("reconcile needs --school and --vendor", "reconcile 需要 --school 和 --vendor");
  }
  if (reconcile_.photos.empty() && !reconcile_.check.match.empty()) {
    return tr("--match needs --photos", "--match 须与 --photos 同用");
  }
  if (reconcile_.check.out.empty() && several_formats(reconcile_.check)) {
    return tr("several formats need --out", "生成多种报告时须指定 --out");
  }
  return std::nullopt;
}

std::optional<std::string> CommandLine::check_contradiction() const {
  const int sources = !check_.paths.empty() + !check_.files_from.empty() + !check_.roster.empty();
  if (sources == 0) {
    return tr("nothing to check: give a path, --files-from or --roster",
              "没有检查对象：请给出路径、--files-from 或 --roster");
  }
  if (sources > 1) {
    return tr("paths, --files-from and --roster exclude each other",
              "路径、--files-from 与 --roster 只能选其一");
  }
  const bool describes_roster = !check_.photos.empty() || !check_.codes.empty() || !check_.map.empty() ||
                                !check_.match.empty() || !check_.sheet.empty();
  if (check_.roster.empty() && describes_roster) {
    return tr("--photos, --codes, --map, --match and --sheet need --roster",
              "--photos、--codes、--map、--match 与 --sheet 须与 --roster 同用");
  }
  if (check_.files_from.empty() && check_.nul_separated) {
    return tr("-0 needs --files-from", "-0 须与 --files-from 同用");
  }
  if (check_.out.empty() && several_formats(check_)) {
    return tr("several formats need --out", "生成多种报告时须指定 --out");
  }
  return std::nullopt;
}

std::int64_t CommandLine::memory_bytes() const {
  return memory_.empty() ? half_of_memory() : *parse_memory(memory_);
}

CalibrateOptions CommandLine::calibrate_options() const {
  CalibrateOptions options = calibrate_;
  options.max_false_rejections = *parse_real(max_false_rejections_);
  options.jobs = static_cast<int>(*parse_whole(jobs_));
  options.memory_bytes = memory_bytes();
  options.reference_day = day_or_today(options.date);
  if (quiet_) options.verbosity = Verbosity::quiet;
  return options;
}

ReconcileOptions CommandLine::reconcile_options() const {
  ReconcileOptions options = reconcile_;
  options.check = check_options(reconcile_.check);
  return options;
}

/// Without a choice text on standard output, or what people and scripts use most in a folder.
std::vector<std::string> chosen_formats(const CheckOptions& options) {
  const bool all = options.formats == std::vector<std::string>{"all"};
  if (!options.formats.empty() && !all) return options.formats;
  if (options.out.empty() && !all) return {"text"};
  std::vector<std::string> formats;
  for (const ReportFormat& format : report_formats()) {
    if (all || format.by_default) formats.emplace_back(format.name);
  }
  return formats;
}

CheckOptions CommandLine::check_options(const CheckOptions& parsed) const {
  CheckOptions options = parsed;
  options.jobs = static_cast<int>(*parse_whole(jobs_));
  options.memory_bytes = memory_bytes();
  options.reference_day = day_or_today(date_);
  if (executor_ == "serial") options.executor = ExecutorKind::serial;
  if (executor_ == "threads") options.executor = ExecutorKind::threads;
  if (fail_on_ == "error") options.fail_on = FailOn::error;
  if (fail_on_ == "never") options.fail_on = FailOn::never;
  if (quiet_) options.verbosity = Verbosity::quiet;
  if (verbose_) options.verbosity = Verbosity::verbose;
  options.formats = chosen_formats(options);
  return options;
}

ProfilesOptions profiles_options(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  if (words.front() == "schema" && words.size() == 1) return {ProfilesAction::schema, {}};
  if (words.front() == "check") return {ProfilesAction::check, {words.begin() + 1, words.end()}};
  if (words.front() == "show") return {ProfilesAction::show, {words.begin() + 1, words.end()}};
  return {ProfilesAction::show, words};
}

Command CommandLine::command() const {
  Command command;
  command.common = common_;
  command.common.language = language_;
  const std::string name = app_.get_subcommands().front()->get_name();
  if (name == "check") {
    command.options = check_options(check_);
  } else if (name == "reconcile") {
    command.options = reconcile_options();
  } else if (name == "calibrate") {
    command.options = calibrate_options();
  } else if (name == "rules") {
    RulesOptions rules = rules_;
    if (rules_markdown_) rules.view = RulesView::markdown;
    if (rules_json_) rules.view = RulesView::json;
    command.options = rules;
  } else if (name == "profiles") {
    command.options = profiles_options(profile_words_);
  } else if (name == "inspect") {
    InspectOptions inspect = inspect_;
    inspect.reference_day = day_or_today(date_);
    command.options = inspect;
  } else {
    command.options = SelfTestOptions{};
  }
  return command;
}

std::variant<Command, EarlyExit> CommandLine::parse(int argc, const char* const* argv) {
  const auto refuse = [this](const std::string& problem) {
    return EarlyExit{
        "photolint: " + problem + "\n" + tr("See: photolint --help", "用法见：photolint --help") + "\n",
        static_cast<int>(ExitCode::usage)};
  };
  try {
    app_.parse(argc, argv);
  } catch (const CLI::Success& success) {  // help and version
    std::ostringstream out;
    app_.exit(success, out, out);
    return EarlyExit{out.str(), static_cast<int>(ExitCode::accepted)};
  } catch (const CLI::ParseError& error) {
    return refuse(usage_text(error));
  }
  if (const auto problem = contradiction()) return refuse(*problem);
  return command();
}

Language language_of(std::string_view word) {
  return word.substr(0, 2) == "zh" ? Language::zh_cn : Language::en;
}

/// --lang decides about the help too, so it is looked for before CLI11 reads the rest.
Language find_language(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    if (word == "--lang" && i + 1 < argc) return language_of(argv[i + 1]);
    if (word.substr(0, 7) == "--lang=") return language_of(word.substr(7));
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    if (value != nullptr && *value != '\0') return language_of(value);
  }
  return Language::en;
}

}  // namespace

std::variant<Command, EarlyExit> parse_command_line(int argc, const char* const* argv) {
  return CommandLine(find_language(argc, argv)).parse(argc, argv);
}

}  // namespace photolint::cli
