// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/annotate.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <string>

#include "photolint/report/annotate_photo.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

// The page, pixels: the photo on the left, the words on the right.
constexpr double kMargin = 28, kGutter = 32;
constexpr double kPhotoWidth = 480, kPhotoHeight = 640;
constexpr double kWordsWidth = 520;
constexpr double kIndent = 36;  // of the words beside a number
constexpr int kPageWidth = static_cast<int>(2 * kMargin + kPhotoWidth + kGutter + kWordsWidth);
constexpr double kLegendHeight = 56;  // two lines

constexpr TextStyle kTitle{22, true, ink::kText};
constexpr TextStyle kWrong{15, true, ink::kText};
constexpr TextStyle kBody{15, false, ink::kText};
constexpr TextStyle kSmall{13, false, ink::kFaint};

Ink ink_of(VerdictStatus status) {
  if (status == VerdictStatus::accepted) return ink::kGood;
  return status == VerdictStatus::review ? ink::kReview : ink::kError;
}

/// Without the folders: the student knows nothing of them.
std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// Messages begin small, because other reports put the rule's name before them.
std::string sentence(std::string message) {
  if (!message.empty() && message[0] >= 'a' && message[0] <= 'z') {
    message[0] = static_cast<char>(message[0] - 'a' + 'A');
  }
  return message;
}

/// The words on the right, written from top to bottom.
class Words {
 public:
  Words(const Verdict& verdict, const ReportOptions& options)
      : canvas_(Canvas::recording()), verdict_(verdict), options_(options), shown_(verdict, options) {}

  void write(const std::vector<const Finding*>& numbered) {
    pill(std::string(shown_.status()), ink_of(verdict_.status));
    paragraph(file_name(shown_.path()), kTitle, 0);
    space(18);
    if (numbered.empty()) paragraph(std::string(word("annotate.all-fine", options_.language)), kBody, 0);
    for (std::size_t i = 0; i < numbered.size(); ++i) entry(i + 1, *numbered[i]);
    const auto fine =
        std::count_if(verdict_.findings.begin(), verdict_.findings.end(),
                      [](const Finding& finding) { return finding.outcome.status == Status::pass; });
    separator();
    paragraph(message("annotate.in-order", {{{"count", std::to_string(fine)}}}, options_.language), kSmall,
              0);
  }

  [[nodiscard]] const Canvas& canvas() const { return canvas_; }
  [[nodiscard]] double height() const { return y_; }

 private:
  void space(double height) { y_ += height; }

  void paragraph(const std::string& text, const TextStyle& style, double indent) {
    y_ += canvas_.paragraph(text, indent, y_, kWordsWidth - indent, style, options_.language);
  }

  void pill(const std::string& text, Ink colour) {
    constexpr double kHeight = 30, kPadding = 14;
    const TextStyle style{16, true, ink::kPaper};
    canvas_.rounded(0, y_, canvas_.text_width(text, style, options_.language) + 2 * kPadding, kHeight,
                    kHeight / 2);
    canvas_.set(colour);
    cairo_fill(canvas_.get());
    canvas_.paragraph(text, kPadding, y_ + 4, kWordsWidth, style, options_.language);
    y_ += kHeight + 12;
  }

  void separator() {
    space(8);
    canvas_.set(ink::kRule);
    canvas_.line(0, y_, kWordsWidth, y_, 1);
    space(10);
  }

  /// Number, what is wrong, what to do.
  void entry(std::size_t number, const Finding& finding) {
    canvas_.badge(13, y_ + 11, std::to_string(number), photolint::ink_of(finding), options_.language);
    paragraph(sentence(shown_.message(finding)), kWrong, kIndent);
    const std::string_view advice = finding.rule->info->body->explain.how_to_fix.in(options_.language);
    if (finding.outcome.status == Status::fail && !advice.empty()) {
      space(4);
      paragraph(std::string(word("annotate.how-to-fix", options_.language)) + std::string(advice), kBody,
                kIndent);
    }
    space(18);
  }

  Canvas canvas_;
  const Verdict& verdict_;
  const ReportOptions& options_;
  Shown shown_;
  double y_ = 0;
};

/// What the lines over the photo mean, on as many lines as it takes under the photo.
void write_legend(Canvas& page, double left, double y, Language language) {
  constexpr double kSample = 22, kBeside = 8, kApart = 18, kLine = 22;
  double x = left;
  const auto sample = [&](Ink colour, double alpha, double thickness, std::string_view key) {
    const std::string text(word(key, language));
    const double width = kSample + kBeside + page.text_width(text, kSmall, language);
    if (x + width > left + kPhotoWidth) x = left, y += kLine;
    page.set(colour, alpha);
    page.line(x, y + 9, x + kSample, y + 9, thickness);
    page.paragraph(text, x + kSample + kBeside, y, kPhotoWidth, kSmall, language);
    x += width + kApart;
  };
  sample(ink::kGood, 1, 2.5, "annotate.line-in-order");
  sample(ink::kError, 1, 2.5, "annotate.line-to-correct");
  sample(ink::kReview, 1, 2.5, "annotate.line-to-review");
  sample(ink::kGood, 0.3, 14, "annotate.band");
}

PhotoPlace place_of(const Analysis& analysis) {
  const double factor =
      std::min(kPhotoWidth / analysis.colour.width(), kPhotoHeight / analysis.colour.height());
  return {kMargin, kMargin, analysis.colour.width() * factor, analysis.colour.height() * factor};
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  auto* out = static_cast<std::vector<std::uint8_t>*>(bytes);
  out->insert(out->end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

Error not_drawn(std::string reason) {
  return {ErrorCode::output_failed, {{"reason", std::move(reason)}}, {}};
}

Result<std::vector<std::uint8_t>> draw_page(const Analysis& analysis, const Verdict& verdict,
                                            const ReportOptions& options) {
  const std::vector<const Finding*> numbered = reasons(verdict);
  Words words(verdict, options);
  words.write(numbered);
  if (options.language == Language::zh_cn && words.canvas().unknown_characters() > 0)
    return not_drawn("font-missing");
  const PhotoPlace place = place_of(analysis);
  const double height = std::max(place.height + kLegendHeight, words.height()) + 2 * kMargin;
  Canvas page = Canvas::page(kPageWidth, static_cast<int>(std::ceil(height)));
  draw_photo(page, place, analysis, verdict.findings, numbered, options.language);
  if (analysis.head.present()) write_legend(page, kMargin, kMargin + place.height + 14, options.language);
  page.paint(words.canvas(), kMargin + kPhotoWidth + kGutter, kMargin);
  std::vector<std::uint8_t> png;
  const cairo_status_t status = cairo_surface_write_to_png_stream(cairo_get_target(page.get()), append, &png);
  if (status != CAIRO_STATUS_SUCCESS) return not_drawn(cairo_status_to_string(status));
  return png;
}

}  // namespace

Result<std::vector<std::uint8_t>> annotate(const Analysis& analysis, const Verdict& verdict,
                                           const ReportOptions& options) {
  try {
    return draw_page(analysis, verdict, options);
  } catch (const std::exception& fault) {
    return not_drawn(fault.what());
  }
}

}  // namespace photolint
