// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "photolint/core/error.h"
#include "photolint/roster/zip_archive.h"

namespace photolint {

/// Attributes of one element, by their names without namespace.
class XmlAttributes {
 public:
  /// pairs: name, value, name, value ... nullptr.
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  /// Empty where there is none; views live as long as the call that got the attributes.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  /// True when an attribute of this name, in any namespace, has this value.
  [[nodiscard]] bool any_is(std::string_view name, std::string_view value) const;
  /// The value as a whole number from 0; fallback where it is none.
  [[nodiscard]] int number(std::string_view name, int fallback) const;

 private:
  [[nodiscard]] const char* find(std::string_view name) const;
  const char* const* pairs_;
};

/// What happens in the document; names are without namespace.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A piece of text; one text may come in several pieces.
  virtual void text(std::string_view piece) = 0;
};

/// Reads a part of an archive as XML. A document type declaration is refused, so no entity can expand; the
/// depth and the size of a single tag are limited.
class XmlReader {
 public:
  enum class State { paused, ended, failed };

  /// handler must outlive the object.
  XmlReader(ZipPart part, XmlHandler& handler);
  ~XmlReader();

  /// Reads on until the handler asks for a pause, the document ends or something is wrong.
  [[nodiscard]] State advance();
  /// For the handler: advance() returns after this call.
  void pause();
  /// For the handler: reading ends here.
  void fail(Error error);
  /// roster_damaged, roster_too_large, or what fail() was given.
  [[nodiscard]] const std::optional<Error>& failure() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads a whole part. Errors: those of ZipArchive::part() and XmlReader.
[[nodiscard]] std::optional<Error> read_xml(ZipArchive& archive, const std::string& name,
                                            XmlHandler& handler);

}  // namespace photolint
