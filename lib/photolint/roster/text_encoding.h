// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace photolint {

/// Encodings that rosters come in.
enum class TextEncoding { utf8, utf16_le, utf16_be, gb18030 };

/// "utf-8", "utf-16le", "utf-16be", "gb18030".
[[nodiscard]] std::string_view to_string(TextEncoding encoding);

/// The encoding of a name in any case; "gbk" and "gb2312" are read as gb18030, "utf-16" as little endian.
/// Nothing for other names.
[[nodiscard]] std::optional<TextEncoding> encoding_of_name(std::string_view name);

/// Decides by byte order mark, then strict UTF-8 validity of all bytes, then GB18030. Reads the stream to its
/// end and goes back to where it stood; memory does not grow with the text.
[[nodiscard]] TextEncoding detect_encoding(std::istream& bytes);

/// Reads a stream piece by piece without its byte order mark. UTF-16 becomes UTF-8, in which a lone surrogate
/// or a cut unit becomes bytes that CellDecoder rejects; other encodings pass as they are: in both the
/// delimiters, quotes and line ends are single ASCII bytes that no other character contains.
class TextReader {
 public:
  /// bytes must outlive the object and stand at the beginning of the text.
  TextReader(std::istream& bytes, TextEncoding encoding);

  /// The next piece; empty at the end.
  [[nodiscard]] std::string next();
  /// True after the system failed to read on.
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  [[nodiscard]] std::string read_bytes();
  [[nodiscard]] std::string from_utf16(const std::string& bytes);
  [[nodiscard]] std::string take_unit(unsigned unit);

  std::istream* bytes_;
  TextEncoding encoding_;
  bool at_begin_ = true;
  bool failed_ = false;
  std::optional<unsigned char> half_unit_;  ///< first byte of a UTF-16 unit whose second is not read yet
  std::optional<unsigned> high_surrogate_;
};

/// Turns the cells of a TextReader into UTF-8. Belongs to one thread.
class CellDecoder {
 public:
  explicit CellDecoder(TextEncoding encoding);
  CellDecoder(CellDecoder&&) noexcept;
  CellDecoder& operator=(CellDecoder&&) noexcept;
  ~CellDecoder();

  /// The text in UTF-8; nothing when bytes are not valid in the encoding or hold a NUL.
  [[nodiscard]] std::optional<std::string> decode(std::string_view cell);

 private:
  struct Converter;
  std::unique_ptr<Converter> converter_;  ///< none where cells are UTF-8 already
};

}  // namespace photolint
