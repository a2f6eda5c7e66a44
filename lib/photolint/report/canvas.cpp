// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "photolint/report/canvas_impl.h"

namespace photolint {
namespace {

constexpr double kTurn = 6.283185307179586;
constexpr double kBadgeRadius = 12;

}  // namespace

Canvas::Canvas(cairo_surface_t* surface) : context_(cairo_create(surface)) {
  cairo_surface_destroy(surface);  // the context holds it
  if (cairo_status(context_.get()) != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error("no memory for the page");
}

Canvas Canvas::page(int width, int height) {
  Canvas canvas(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  canvas.set(ink::kPaper);
  cairo_paint(canvas.get());
  return canvas;
}

Canvas Canvas::recording() {
  return Canvas(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
}

void Canvas::set(Ink colour, double alpha) const {
  cairo_set_source_rgba(get(), colour.r, colour.g, colour.b, alpha);
}

void Canvas::line(double x0, double y0, double x1, double y1, double thickness) const {
  cairo_set_line_width(get(), thickness);
  cairo_move_to(get(), x0, y0);
  cairo_line_to(get(), x1, y1);
  cairo_stroke(get());
}

void Canvas::rounded(double x, double y, double width, double height, double radius) const {
  cairo_new_sub_path(get());
  cairo_arc(get(), x + width - radius, y + radius, radius, -kTurn / 4, 0);
  cairo_arc(get(), x + width - radius, y + height - radius, radius, 0, kTurn / 4);
  cairo_arc(get(), x + radius, y + height - radius, radius, kTurn / 4, kTurn / 2);
  cairo_arc(get(), x + radius, y + radius, radius, kTurn / 2, kTurn * 3 / 4);
  cairo_close_path(get());
}

Canvas::Layout Canvas::layout(const std::string& text, const TextStyle& style, Language language) const {
  Layout layout(pango_cairo_create_layout(get()));
  const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
      pango_font_description_new(), pango_font_description_free);
  pango_font_description_set_family_static(font.get(), "sans-serif");
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  // One code point has other shapes in Chinese than in Japanese; file names hold Chinese in either language.
  pango_context_set_language(pango_layout_get_context(layout.get()),
                             pango_language_from_string(language == Language::zh_cn ? "zh-cn" : "en"));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

void Canvas::badge(double x, double y, const std::string& text, Ink colour, Language language) {
  cairo_new_sub_path(get());
  cairo_arc(get(), x, y, kBadgeRadius, 0, kTurn);
  set(colour);
  cairo_fill_preserve(get());
  set(ink::kPaper);
  cairo_set_line_width(get(), 1.5);
  cairo_stroke(get());
  const TextStyle style{13, true, ink::kPaper};
  const Layout words = layout(text, style, language);
  int width = 0, height = 0;
  pango_layout_get_pixel_size(words.get(), &width, &height);
  cairo_move_to(get(), x - width / 2.0, y - height / 2.0);
  pango_cairo_show_layout(get(), words.get());
}

double Canvas::paragraph(const std::string& text, double x, double y, double width, const TextStyle& style,
                         Language language) {
  const Layout words = layout(text, style, language);
  pango_layout_set_width(words.get(), static_cast<int>(std::lround(width * PANGO_SCALE)));
  pango_layout_set_wrap(words.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing(words.get(), static_cast<int>(style.size * 0.2 * PANGO_SCALE));
  unknown_ += pango_layout_get_unknown_glyphs_count(words.get());
  set(style.colour);
  cairo_move_to(get(), x, y);
  pango_cairo_show_layout(get(), words.get());
  int height = 0;
  pango_layout_get_pixel_size(words.get(), nullptr, &height);
  return height;
}

double Canvas::text_width(const std::string& text, const TextStyle& style, Language language) {
  int width = 0;
  pango_layout_get_pixel_size(layout(text, style, language).get(), &width, nullptr);
  return width;
}

void Canvas::paint(const Canvas& recorded, double x, double y) const {
  cairo_set_source_surface(get(), cairo_get_target(recorded.get()), x, y);
  cairo_paint(get());
}

void Canvas::picture(ImageView bgr, double x, double y, double width, double height) const {
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, bgr.width(), bgr.height()), cairo_surface_destroy);
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error("no memory for the photo");
  unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int row = 0; row < bgr.height(); ++row) {
    const std::uint8_t* from = bgr.row(row);
    auto* to = reinterpret_cast<std::uint32_t*>(pixels + std::ptrdiff_t{row} * stride);
    for (int column = 0; column < bgr.width(); ++column, from += 3)
      to[column] =
          static_cast<std::uint32_t>(from[2]) << 16U | static_cast<std::uint32_t>(from[1]) << 8U | from[0];
  }
  cairo_surface_mark_dirty(surface.get());
  cairo_save(get());
  cairo_translate(get(), x, y);
  cairo_scale(get(), width / bgr.width(), height / bgr.height());
  cairo_set_source_surface(get(), surface.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(get()), CAIRO_FILTER_GOOD);
  cairo_paint(get());
  cairo_restore(get());
}

}  // namespace photolint
