// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/xml_reader.h"

#include <expat.h>

#include <charconv>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

namespace photolint {
namespace {

/// Content of OpenDocument nests less than twenty deep.
constexpr int kMaxDepth = 200;
/// One tag or comment, which the parser must hold as a whole.
constexpr std::size_t kMaxQuietBytes = 4 << 20;
constexpr char kNamespaceEnd = '|';

std::string_view local_name(std::string_view name) {
  const std::size_t end = name.rfind(kNamespaceEnd);
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

}  // namespace

const char* XmlAttributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return nullptr;
}

std::string_view XmlAttributes::value(std::string_view name) const {
  const char* found = find(name);
  return found == nullptr ? std::string_view() : std::string_view(found);
}

bool XmlAttributes::has(std::string_view name) const {
  return find(name) != nullptr;
}

bool XmlAttributes::any_is(std::string_view name, std::string_view value) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name && pair[1] == value) return true;
  }
  return false;
}

int XmlAttributes::number(std::string_view name, int fallback) const {
  const std::string_view text = value(name);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
  return whole ? number : fallback;
}

struct XmlReader::Impl {
  struct ParserFree {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  Impl(ZipPart zip_part, XmlHandler& xml_handler)
      : part(std::move(zip_part)), handler(&xml_handler), parser(XML_ParserCreateNS(nullptr, kNamespaceEnd)) {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), &Impl::on_start, &Impl::on_end);
    XML_SetCharacterDataHandler(parser.get(), &Impl::on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), &Impl::on_doctype);
  }

  static void on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& impl = *static_cast<Impl*>(self);
    impl.guarded([&] {
      if (++impl.depth > kMaxDepth) return impl.stop(impl.damaged("elements nest too deep"));
      impl.handler->start(local_name(name), XmlAttributes(attributes));
    });
  }
  static void on_end(void* self, const XML_Char* name) {
    auto& impl = *static_cast<Impl*>(self);
    impl.guarded([&] {
      --impl.depth;
      impl.handler->end(local_name(name));
    });
  }
  static void on_text(void* self, const XML_Char* text, int length) {
    auto& impl = *static_cast<Impl*>(self);
    impl.guarded([&] { impl.handler->text({text, static_cast<std::size_t>(length)}); });
  }
  static void on_doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& impl = *static_cast<Impl*>(self);
    impl.guarded([&] { impl.stop(impl.damaged("a document type declaration is not allowed")); });
  }

  /// An exception must not pass through the parser, which is C.
  template <class Call>
  void guarded(Call call) {
    if (failure || thrown) return;
    quiet_bytes = 0;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser.get(), XML_FALSE);
    }
  }

  void stop(Error error) {
    failure = std::move(error);
    XML_StopParser(parser.get(), XML_FALSE);
  }

  [[nodiscard]] Error damaged(const std::string& what) const {
    return {
        ErrorCode::roster_damaged, {{"format", part.format()}, {"detail", part.name() + ": " + what}}, {}};
  }

  XML_Status parse_on();
  [[nodiscard]] Error parse_error() const;

  ZipPart part;
  XmlHandler* handler;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserFree> parser;
  int depth = 0;
  std::size_t quiet_bytes = 0;  ///< fed since the last event
  bool suspended = false;
  bool last = false;  ///< the end of the part has been fed
  std::exception_ptr thrown;
  std::optional<Error> failure;
};

XML_Status XmlReader::Impl::parse_on() {
  if (std::exchange(suspended, false)) return XML_ResumeParser(parser.get());
  const std::string_view piece = part.next();
  if (part.failure()) {
    failure = part.failure();
    return XML_STATUS_ERROR;
  }
  last = piece.empty();
  quiet_bytes += piece.size();
  if (quiet_bytes > kMaxQuietBytes) {
    failure = damaged("a tag is too long");
    return XML_STATUS_ERROR;
  }
  return XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? XML_TRUE : XML_FALSE);
}

Error XmlReader::Impl::parse_error() const {
  const XML_Error code = XML_GetErrorCode(parser.get());
  if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
  return damaged(std::string(XML_ErrorString(code)) + ", line " +
                 std::to_string(XML_GetCurrentLineNumber(parser.get())) + ", column " +
                 std::to_string(XML_GetCurrentColumnNumber(parser.get()) + 1));
}

XmlReader::XmlReader(ZipPart part, XmlHandler& handler)
    : impl_(std::make_unique<Impl>(std::move(part), handler)) {}
XmlReader::~XmlReader() = default;

XmlReader::State XmlReader::advance() {
  while (!impl_->failure) {
    if (impl_->last && !impl_->suspended) return State::ended;
    const XML_Status status = impl_->parse_on();
    if (impl_->thrown) std::rethrow_exception(impl_->thrown);
    if (impl_->failure) break;
    if (status == XML_STATUS_ERROR) impl_->failure = impl_->parse_error();
    impl_->suspended = status == XML_STATUS_SUSPENDED;
    if (impl_->suspended) return State::paused;
  }
  return State::failed;
}

void XmlReader::pause() {
  XML_StopParser(impl_->parser.get(), XML_TRUE);
}

void XmlReader::fail(Error error) {
  impl_->stop(std::move(error));
}

const std::optional<Error>& XmlReader::failure() const {
  return impl_->failure;
}

std::optional<Error> read_xml(ZipArchive& archive, const std::string& name, XmlHandler& handler) {
  Result<ZipPart> part = archive.part(name);
  if (!part) return part.error();
  XmlReader reader(std::move(part).value(), handler);
  while (reader.advance() == XmlReader::State::paused) {
  }
  return reader.failure();
}

}  // namespace photolint
