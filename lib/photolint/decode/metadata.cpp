// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

constexpr std::size_t kLongestText = 200;
/// Real files name one or two programs; a hostile one could hold thousands.
constexpr std::size_t kMostTexts = 20;

/// XMP packets with a long history have some 100 KB. More is not searched.
constexpr std::size_t kMaxPacket = 1 << 20;

bool is_name_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// The text of an XML attribute ="..." or of an element >...< that begins at the position; empty for anything
/// else, and for one that does not end within 4096 bytes, so that hostile packets cost one pass.
std::string_view xml_value(std::string_view xml, std::size_t at) {
  constexpr std::size_t kLongest = 4096;
  xml = xml.substr(0, std::min(xml.size(), at + kLongest));
  if (at < xml.size() && xml[at] == '>') {
    const std::size_t end = xml.find('<', at);
    return end == std::string_view::npos ? std::string_view() : xml.substr(at + 1, end - at - 1);
  }
  if (at + 1 >= xml.size() || xml[at] != '=') return {};
  const char quote = xml[at + 1];
  if (quote != '"' && quote != '\'') return {};
  const std::size_t end = xml.find(quote, at + 2);
  return end == std::string_view::npos ? std::string_view() : xml.substr(at + 2, end - at - 2);
}

/// True for the name in "</prefix:name".
bool is_closing(std::string_view xml, std::size_t at) {
  constexpr std::size_t kLongestPrefix = 40;
  const std::size_t stop = at > kLongestPrefix ? at - kLongestPrefix : 0;
  while (at > stop && (is_name_part(xml[at - 1]) || xml[at - 1] == ':')) --at;
  return at > 0 && xml[at - 1] == '/';
}

/// Values of the attributes and elements with the local name, whatever their namespace's prefix.
std::vector<std::string_view> xml_values(std::string_view xml, std::string_view name) {
  std::vector<std::string_view> values;
  std::size_t at = xml.find(name);
  while (at != std::string_view::npos && values.size() < kMostTexts) {
    const std::size_t end = at + name.size();
    const bool whole = at > 0 && !is_name_part(xml[at - 1]) && !(end < xml.size() && is_name_part(xml[end]));
    const std::string_view value = whole && !is_closing(xml, at) ? xml_value(xml, end) : std::string_view();
    if (!value.empty()) values.push_back(value);
    at = xml.find(name, end);
  }
  return values;
}

/// A list of names in XMP is an element with <rdf:li> elements inside.
bool has_list_item(std::string_view xml, std::string_view name) {
  const std::size_t begin = xml.find(name);
  if (begin == std::string_view::npos) return false;
  constexpr std::size_t kNear = 400;
  const std::string_view part = xml.substr(begin, kNear);
  const std::size_t item = part.find("<rdf:li");
  const std::size_t text = item == std::string_view::npos ? item : part.find('>', item);
  return text != std::string_view::npos && text + 1 < part.size() && part[text + 1] != '<';
}

std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// One resource of Photoshop.
struct Resource {
  unsigned id = 0;
  Bytes data;
  std::size_t next = 0;  ///< offset of the following one
};

/// Adobe Photoshop File Formats Specification, "Image Resource Blocks".
std::optional<Resource> resource_at(Bytes bytes, std::size_t offset) {
  if (!has_text(bytes, offset, "8BIM") || !has(bytes, offset, 7)) return std::nullopt;
  const std::size_t name = bytes[offset + 6] + std::size_t{1};
  const std::size_t size_at = offset + 6 + name + name % 2;
  if (!has(bytes, size_at, 4)) return std::nullopt;
  const std::size_t size = big32(bytes, size_at);
  if (!has(bytes, size_at + 4, size)) return std::nullopt;
  return Resource{big16(bytes, offset + 4), bytes.subspan(size_at + 4, size), size_at + 4 + size + size % 2};
}

/// IPTC-IIM, application record (2): 65 originating program, 70 its version, 80 by-line.
Metadata with_iptc(Metadata metadata, Bytes record) {
  constexpr unsigned kProgram = 65;
  constexpr unsigned kByline = 80;
  for (std::size_t at = 0; has(record, at, 5) && record[at] == 0x1C;) {
    const std::size_t length = big16(record, at + 3);
    if (length > 0x7FFF || !has(record, at + 5, length)) break;  // longer ones name no program
    const std::string_view text = text_of(record.subspan(at + 5, length));
    const bool application = record[at + 1] == 2;
    if (application && record[at + 2] == kProgram) {
      metadata.programs = with_text(std::move(metadata.programs), "IPTC Program", text);
    }
    if (application && record[at + 2] == kByline && !text.empty()) ++metadata.people;
    at += 5 + length;
  }
  return metadata;
}

constexpr int kCells = 24;
using Cells = std::array<std::array<double, 3>, static_cast<std::size_t>(kCells) * kCells>;

/// A part of a picture, in pixels.
struct Part {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Mean colours of a grid of cells; every cell is sampled on 6 x 6 points at least, every pixel where the
/// part is small, so that the work does not grow with the picture.
Cells cell_means(ImageView picture, const Part& part) {
  constexpr int kSamples = 6;
  Cells cells{};
  for (int cy = 0; cy < kCells; ++cy) {
    for (int cx = 0; cx < kCells; ++cx) {
      std::array<double, 3>& mean = cells[static_cast<std::size_t>(cy * kCells + cx)];
      for (int s = 0; s < kSamples * kSamples; ++s) {
        const double u = (cx + (s % kSamples + 0.5) / kSamples) / kCells;
        const double v = (cy + (s / kSamples + 0.5) / kSamples) / kCells;
        const int x = std::min(static_cast<int>(part.x + u * part.width), picture.width() - 1);
        const int y = std::min(static_cast<int>(part.y + v * part.height), picture.height() - 1);
        const std::uint8_t* p = picture.at(x, y);
        for (std::size_t c = 0; c < 3; ++c) mean[c] += p[c] / double(kSamples * kSamples);
      }
    }
  }
  return cells;
}

/// The middle of the thumbnail that has the picture's proportion: cameras fill the rest with black.
Part without_bars(ImageView picture, ImageView thumbnail) {
  const double proportion = static_cast<double>(picture.width()) / picture.height();
  const double width = std::min<double>(thumbnail.width(), thumbnail.height() * proportion);
  const double height = std::min<double>(thumbnail.height(), thumbnail.width() / proportion);
  return {(thumbnail.width() - width) / 2, (thumbnail.height() - height) / 2, width, height};
}

/// True where everything outside of the part is black. A thumbnail with a picture there shows another part
/// of the scene.
bool bars_are_black(ImageView thumbnail, const Part& part) {
  constexpr int kBlack = 40;  // JPEG noise beside a bright picture
  constexpr double kMargin = 2;
  for (int y = 0; y < thumbnail.height(); ++y) {
    for (int x = 0; x < thumbnail.width(); ++x) {
      const bool inside = x >= part.x - kMargin && x < part.x + part.width + kMargin &&
                          y >= part.y - kMargin && y < part.y + part.height + kMargin;
      const std::uint8_t* p = thumbnail.at(x, y);
      if (!inside && (p[0] > kBlack || p[1] > kBlack || p[2] > kBlack)) return false;
    }
  }
  return true;
}

}  // namespace

std::vector<MetadataText> with_text(std::vector<MetadataText> texts, std::string_view field,
                                    std::string_view text) {
  const std::size_t end = text.find('\0');
  text = text.substr(0, std::min({end, text.size(), kLongestText}));
  if (text.empty() || texts.size() >= kMostTexts) return texts;
  texts.push_back({std::string(field), std::string(text)});
  return texts;
}

Metadata with_xmp(Metadata metadata, Bytes packet) {
  if (packet.size() > kMaxPacket) return metadata;
  const std::string_view xml = text_of(packet);
  for (const std::string_view value : xml_values(xml, "CreatorTool")) {
    metadata.programs = with_text(std::move(metadata.programs), "XMP CreatorTool", value);
  }
  for (const std::string_view value : xml_values(xml, "softwareAgent")) {
    metadata.programs = with_text(std::move(metadata.programs), "XMP history", value);
  }
  for (const std::string_view value : xml_values(xml, "Software")) {
    metadata.programs = with_text(std::move(metadata.programs), "XMP Software", value);
  }
  for (const std::string_view name : {"dc:creator", "Iptc4xmpExt:PersonInImage", "mwg-rs:Name"}) {
    if (has_list_item(xml, name)) ++metadata.people;
  }
  return metadata;
}

Metadata with_photoshop(Metadata metadata, Bytes resources) {
  constexpr unsigned kIptc = 0x0404;
  constexpr unsigned kJpegSettings = 0x0406;
  std::size_t offset = 0;
  while (const std::optional<Resource> resource = resource_at(resources, offset)) {
    if (resource->id == kIptc) metadata = with_iptc(std::move(metadata), resource->data);
    if (resource->id == kJpegSettings) {
      metadata.programs =
          with_text(std::move(metadata.programs), "Photoshop resources", "Photoshop JPEG settings");
    }
    offset = resource->next;
  }
  return metadata;
}

std::optional<double> thumbnail_difference(ImageView picture, ImageView thumbnail) {
  constexpr int kFewest = 24;
  constexpr double kOther = 32;
  if (std::min(picture.width(), picture.height()) < kFewest) return std::nullopt;
  if (std::min(thumbnail.width(), thumbnail.height()) < kFewest) return std::nullopt;
  const Part part = without_bars(picture, thumbnail);
  if (!bars_are_black(thumbnail, part)) return 1.0;
  const Cells whole = cell_means(picture, {0, 0, double(picture.width()), double(picture.height())});
  const Cells small = cell_means(thumbnail, part);
  int other = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    double largest = 0;
    for (std::size_t c = 0; c < 3; ++c) largest = std::max(largest, std::abs(whole[i][c] - small[i][c]));
    if (largest > kOther) ++other;
  }
  return other / double(kCells * kCells);
}

}  // namespace photolint::codec
