// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
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

/// A key of exiv2 and the name under which reports know it.
struct NamedKey {
  const char* key;
  const char* field;
};
constexpr std::array kProgramKeys = {NamedKey{"Exif.Image.Software", "EXIF Software"},
                                     NamedKey{"Exif.Image.ProcessingSoftware", "EXIF ProcessingSoftware"},
                                     NamedKey{"Exif.Image.HostComputer", "EXIF HostComputer"},
                                     NamedKey{"Exif.Photo.UserComment", "EXIF UserComment"}};
constexpr std::array kCameraKeys = {
    NamedKey{"Exif.Image.Make", "EXIF Make"}, NamedKey{"Exif.Image.Model", "EXIF Model"},
    NamedKey{"Exif.Photo.LensMake", "EXIF LensMake"}, NamedKey{"Exif.Photo.LensModel", "EXIF LensModel"}};
constexpr std::array kPersonKeys = {"Exif.Image.Artist", "Exif.Photo.CameraOwnerName", "Exif.Image.XPAuthor"};

/// The bytes of a text, without the character code that a comment starts with. Values of many items are
/// hostile: exiv2 would make a text of megabytes from them.
std::string text_of(const Exiv2::Exifdatum& datum) {
  constexpr long kLongest = 4096;
  if (datum.size() > kLongest) return {};
  std::string bytes(static_cast<std::size_t>(datum.size()), '\0');
  datum.copy(reinterpret_cast<Exiv2::byte*>(bytes.data()), Exiv2::littleEndian);
  constexpr std::size_t kCode = 8;
  for (const char* code : {"ASCII", "UNICODE", "JIS"}) {
    if (bytes.size() >= kCode && bytes.rfind(code, 0) == 0) bytes.erase(0, kCode);
  }
  // UTF-16 of ASCII text: without the zero bytes it reads well enough to be searched.
  const std::size_t zeros = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  if (zeros * 3 > bytes.size()) bytes.erase(std::remove(bytes.begin(), bytes.end(), '\0'), bytes.end());
  return bytes;
}

std::string text_at(const Exiv2::ExifData& data, const char* key) {
  const Exiv2::Exifdatum* const datum = find(data, key);
  return datum == nullptr ? std::string() : text_of(*datum);
}

Metadata metadata_of(const Exiv2::ExifData& data) {
  Metadata metadata;
  for (const NamedKey& k : kProgramKeys) {
    metadata.programs = with_text(std::move(metadata.programs), k.field, text_at(data, k.key));
  }
  for (const NamedKey& k : kCameraKeys) {
    metadata.cameras = with_text(std::move(metadata.cameras), k.field, text_at(data, k.key));
  }
  for (const char* key : kPersonKeys) {
    const std::string name = text_at(data, key);
    if (name.find_first_not_of(std::string_view(" \0", 2)) != std::string::npos) ++metadata.people;
  }
  constexpr std::size_t kTime = 19;  // YYYY:MM:DD hh:mm:ss
  metadata.captured = text_at(data, "Exif.Photo.DateTimeOriginal").substr(0, kTime);
  metadata.position = find(data, "Exif.GPSInfo.GPSLatitude") != nullptr;
  return metadata;
}

std::vector<std::uint8_t> thumbnail_of(const Exiv2::ExifData& data) {
  const Exiv2::ExifThumbC thumbnail(data);
  if (std::strcmp(thumbnail.mimeType(), "image/jpeg") != 0) return {};
  const Exiv2::DataBuf buffer = thumbnail.copy();
  if (buffer.pData_ == nullptr || buffer.size_ <= 0) return {};
  return {buffer.pData_, buffer.pData_ + buffer.size_};
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
    facts.metadata = metadata_of(data);
    facts.thumbnail = thumbnail_of(data);
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
  facts.metadata = exif.metadata;
  return facts;
}

std::vector<std::uint8_t> exif_thumbnail(Bytes tiff_block) {
  if (tiff_block.empty() || tiff_block.size() > kMaxBlock) return {};
  return read_exif(tiff_block).thumbnail;
}

}  // namespace photolint::codec
