// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <exiv2/exiv2.hpp>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

/// A camera's EXIF block with maker notes and thumbnail has at most 64 KB in a JPEG; other containers set no
/// bound. Larger ones are not parsed.
constexpr std::size_t kMaxBlock = 1 << 20;

/// exiv2 reports to stderr unless told not to. Once a process, thread safe.
void mute_exiv2() {
  [[maybe_unused]] static const bool muted = [] {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    return true;
  }();
}

const Exiv2::Exifdatum* find(const Exiv2::ExifData& data, const char* key) {
  const auto it = data.findKey(Exiv2::ExifKey(key));
  return it == data.end() || it->count() < 1 ? nullptr : &*it;
}

int orientation_of(const Exiv2::ExifData& data) {
  const Exiv2::Exifdatum* const datum = find(data, "Exif.Image.Orientation");
  if (datum == nullptr) return 1;
  const auto value = datum->toLong(0);
  return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

double ratio_of(const Exiv2::Exifdatum& datum) {
  const Exiv2::Rational ratio = datum.toRational(0);
  return ratio.second == 0 ? 0.0 : static_cast<double>(ratio.first) / static_cast<double>(ratio.second);
}

std::optional<PrintResolution> resolution_of(const Exiv2::ExifData& data) {
  const Exiv2::Exifdatum* const x = find(data, "Exif.Image.XResolution");
  const Exiv2::Exifdatum* const y = find(data, "Exif.Image.YResolution");
  if (x == nullptr || y == nullptr) return std::nullopt;
  const Exiv2::Exifdatum* const unit_datum = find(data, "Exif.Image.ResolutionUnit");
  const auto unit = unit_datum == nullptr ? 2 : unit_datum->toLong(0);  // the TIFF default is the inch
  if (unit != 2 && unit != 3) return std::nullopt;
  const double per_inch = unit == 3 ? 2.54 : 1.0;
  const PrintResolution result{ratio_of(*x) * per_inch, ratio_of(*y) * per_inch};
  if (!(result.x_dpi > 0) || !(result.y_dpi > 0)) return std::nullopt;
  return result;
}

}  // namespace

ExifFacts read_exif(Bytes tiff_block) {
  mute_exiv2();
  ExifFacts facts;
  try {
    Exiv2::ExifData data;
    const Exiv2::ByteOrder order =
        Exiv2::ExifParser::decode(data, tiff_block.data(), static_cast<std::uint32_t>(tiff_block.size()));
    if (order == Exiv2::invalidByteOrder) {
      facts.damaged = true;
      return facts;
    }
    facts.orientation = orientation_of(data);
    facts.print_resolution = resolution_of(data);
  } catch (const std::bad_alloc&) {
    throw;  // the item's guard answers for memory
  } catch (const std::exception&) {
    facts.damaged = true;
  }
  return facts;
}

FileFacts with_exif(FileFacts facts, Bytes tiff_block) {
  if (tiff_block.empty()) return facts;
  if (tiff_block.size() > kMaxBlock) {
    facts.defects.emplace_back("oversized-metadata");
    return facts;
  }
  const ExifFacts exif = read_exif(tiff_block);
  if (exif.damaged) facts.defects.emplace_back("damaged-metadata");
  facts.orientation = exif.orientation;
  if (!facts.print_resolution) facts.print_resolution = exif.print_resolution;
  return facts;
}

}  // namespace photolint::codec
