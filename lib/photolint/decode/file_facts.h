// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace photolint {

/// Container by content.
enum class FileFormat { unknown, jpeg, png, webp, bmp, tiff, heic, gif };

/// "jpeg", "png" ...; the word used in profiles and reports.
[[nodiscard]] const char* to_string(FileFormat format);

/// How the samples are stored.
enum class ColourMode { grey, rgb, ycbcr, cmyk, palette, other };

[[nodiscard]] const char* to_string(ColourMode mode);

/// Resolution as the file states it.
struct PrintResolution {
  double x_dpi = 0;
  double y_dpi = 0;
  bool operator==(const PrintResolution&) const = default;
};

/// A text of the metadata and the field that holds it.
struct MetadataText {
  std::string field;  ///< "EXIF Software", "XMP CreatorTool" ...; stable, the same in every language
  std::string text;   ///< as stored, at most 200 bytes; may hold anything
  bool operator==(const MetadataText&) const = default;
};

/// What the metadata says. Empty for most photos: messengers and upload forms take it off. Names of people
/// are counted only, so that they cannot get into a report.
struct Metadata {
  std::vector<MetadataText> programs;  ///< texts that may name the programs that wrote or changed the file
  std::vector<MetadataText> cameras;   ///< texts that may name the camera or lens
  std::string captured;   ///< EXIF time of the exposure, "YYYY:MM:DD hh:mm:ss" as stored; empty: none
  bool position = false;  ///< a GPS latitude
  int people = 0;         ///< fields that name an author, owner or sitter
  /// Embedded thumbnail of a JPEG against the picture: the share 0..1 of its cells with another colour;
  /// nothing without one that can be compared. See thumbnail_difference.
  std::optional<double> thumbnail_difference;
};

/// What the file says about itself, without looking at what the picture shows.
struct FileFacts {
  std::int64_t bytes = 0;
  std::string sha256;  ///< 64 lower-case hex digits of the file's bytes
  FileFormat format = FileFormat::unknown;
  std::string extension;  ///< of the name, lower case, without the dot; empty when none
  int stored_width = 0;   ///< as stored, before the EXIF orientation is applied
  int stored_height = 0;
  int width = 0;  ///< of the upright picture, full size
  int height = 0;
  int components = 0;  ///< stored channels: 1 grey, 3 colour, 4 CMYK or alpha
  int bits_per_component = 0;
  bool has_alpha = false;
  int frames = 1;
  ColourMode colour_mode = ColourMode::other;
  int orientation = 1;                              ///< EXIF 1..8; 1 when absent
  std::optional<PrintResolution> print_resolution;  ///< JFIF, else EXIF, else the container's own
  std::optional<int> jpeg_quality;  ///< 1..100, estimated from the luminance quantisation table
  Metadata metadata;
  std::vector<std::string> defects;  ///< damage found while reading, stable kebab-case words; see decode.h
};

}  // namespace photolint
