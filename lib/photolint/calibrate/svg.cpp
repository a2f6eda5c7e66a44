// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/svg.h"

#include "photolint/core/number.h"
#include "photolint/core/utf8.h"

namespace photolint {
namespace {

constexpr int kDecimals = 2;
// Fonts of Linux, Windows and macOS that hold Chinese, then whatever there is.
constexpr std::string_view kFonts =
    "'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei','PingFang SC',Arial,sans-serif";

std::string number(double value) {
  return format_fixed(value, kDecimals);
}

std::string attribute(std::string_view name, std::string_view value) {
  std::string text(" ");
  return text.append(name).append("=\"").append(escape_xml(value)).append("\"");
}

std::string style(const Stroke& stroke) {
  std::string text = attribute("fill", stroke.fill.empty() ? "none" : stroke.fill);
  if (!stroke.fill.empty() && stroke.fill_opacity < 1)
    text += attribute("fill-opacity", number(stroke.fill_opacity));
  if (stroke.line.empty()) return text;
  text += attribute("stroke", stroke.line) + attribute("stroke-width", number(stroke.width));
  if (!stroke.dashes.empty()) text += attribute("stroke-dasharray", stroke.dashes);
  return text;
}

std::string_view anchor_word(Anchor anchor) {
  if (anchor == Anchor::middle) return "middle";
  return anchor == Anchor::end ? "end" : "start";
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : display_text(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&apos;";
    } else {
      out += c;
    }
  }
  return out;
}

SvgDrawing::SvgDrawing(int width, int height) : width_(width), height_(height) {
  rectangle({0, 0, static_cast<double>(width), static_cast<double>(height)}, {.line = {}, .fill = "#ffffff"});
}

void SvgDrawing::rectangle(const Rect& box, const Stroke& stroke) {
  body_ += "<rect" + attribute("x", number(box.x)) + attribute("y", number(box.y)) +
           attribute("width", number(box.width)) + attribute("height", number(box.height)) + style(stroke) +
           "/>\n";
}

void SvgDrawing::line(Point from, Point to, const Stroke& stroke) {
  body_ += "<line" + attribute("x1", number(from.x)) + attribute("y1", number(from.y)) +
           attribute("x2", number(to.x)) + attribute("y2", number(to.y)) + style(stroke) + "/>\n";
}

void SvgDrawing::path(const std::vector<Point>& points, const Stroke& stroke) {
  std::string steps;
  for (const Point p : points) {
    steps += (steps.empty() ? "M" : " L") + number(p.x) + "," + number(p.y);
  }
  body_ += "<path" + attribute("d", steps) + style(stroke) + "/>\n";
}

void SvgDrawing::text(Point position, std::string_view words, double size, std::string_view colour,
                      Anchor anchor, double degrees) {
  body_ += "<text" + attribute("x", number(position.x)) + attribute("y", number(position.y)) +
           attribute("font-size", number(size)) + attribute("fill", colour) +
           attribute("text-anchor", anchor_word(anchor));
  if (degrees != 0) {
    std::string turn("rotate(");
    turn.append(number(degrees)).append(" ").append(number(position.x)).append(" ");
    body_ += attribute("transform", turn.append(number(position.y)).append(")"));
  }
  body_.append(">").append(escape_xml(words)).append("</text>\n");
}

std::string SvgDrawing::document() const {
  const std::string width = std::to_string(width_);
  const std::string height = std::to_string(height_);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"" +
         attribute("width", width) + attribute("height", height) +
         attribute("viewBox", "0 0 " + width + " " + height) + " font-family=\"" + std::string(kFonts) +
         "\">\n" + body_ + "</svg>\n";
}

}  // namespace photolint
