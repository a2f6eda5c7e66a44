// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <string>

#include "encode.h"
#include "photolint/decode/codec.h"
#include "photolint/decode/decode.h"

using namespace photolint;
using namespace photolint::test;

namespace {

codec::Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string block(char id, const std::string& data) {
  const std::string size = {0, 0, static_cast<char>(data.size() >> 8), static_cast<char>(data.size() & 0xFF)};
  return std::string("8BIM\x04", 5) + id + std::string(2, '\0') + size + data + (data.size() % 2 ? "\0" : "");
}

Metadata xmp(const std::string& packet) {
  return codec::with_xmp({}, bytes_of(packet));
}

}  // namespace

TEST_CASE("XMP names its programs as attributes and as elements") {
  const Metadata data =
      xmp("<x:xmpmeta><rdf:Description xmp:CreatorTool=\"Adobe Photoshop 25.0\" stEvt:softwareAgent='GIMP'/>"
          "<xmp:CreatorTool>Snapseed</xmp:CreatorTool><tiff:Software>Ver.1.0</tiff:Software>"
          "<dc:creator><rdf:Seq><rdf:li>somebody</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>");
  CHECK(data.programs == std::vector<MetadataText>{{"XMP CreatorTool", "Adobe Photoshop 25.0"},
                                                   {"XMP CreatorTool", "Snapseed"},
                                                   {"XMP history", "GIMP"},
                                                   {"XMP Software", "Ver.1.0"}});
  CHECK(data.people == 1);
}

TEST_CASE("broken XMP says nothing") {
  for (const char* packet :
       {"", "CreatorTool", "CreatorTool=", "CreatorTool=\"", "CreatorTool=\"x", "x:CreatorTool>",
        "<x:CreatorTool>abc", "MyCreatorTool=\"x\"", "<dc:creator>", "<dc:creator><rdf:li"}) {
    CAPTURE(packet);
    CHECK(xmp(packet).programs.empty());
    CHECK(xmp(packet).people == 0);
  }
}

TEST_CASE("texts are cut and counted") {
  std::string packet;
  for (int i = 0; i < 1000; ++i) packet += "<x CreatorTool=\"" + std::string(500, 'a') + "\"/>";
  const Metadata data = xmp(packet);
  CHECK(data.programs.size() == 20);
  CHECK(data.programs.front().text.size() == 200);
}

TEST_CASE("Photoshop resources hold its settings and an IPTC record") {
  const std::string iptc =
      std::string("\x1c\x02\x41\x00\x04", 5) + "GIMP" + std::string("\x1c\x02\x50\x00\x02", 5) + "AB";
  const std::string both = block('\x04', iptc) + block('\x06', "1234567");
  const Metadata data = codec::with_photoshop({}, bytes_of(both));
  CHECK(data.programs == std::vector<MetadataText>{{"IPTC Program", "GIMP"},
                                                   {"Photoshop resources", "Photoshop JPEG settings"}});
  CHECK(data.people == 1);
  for (std::size_t cut = 0; cut < both.size(); ++cut) {  // any part of it is read without fault
    CHECK(codec::with_photoshop({}, bytes_of(both).first(cut)).programs.size() <= 1);
  }
}

TEST_CASE("a thumbnail of the picture is told from one of another picture") {
  const ImageBuffer picture = test_picture(480, 640);
  CHECK(*codec::thumbnail_difference(picture.view(), picture.view()) == 0);
  const ImageBuffer black(160, 160, 3, 0);
  CHECK(*codec::thumbnail_difference(picture.view(), black.view()) > 0.5);
  const ImageBuffer bright(160, 120, 3, 200);  // bars that are not black
  CHECK(*codec::thumbnail_difference(picture.view(), bright.view()) == 1);
  const ImageBuffer tiny(20, 20, 3, 0);
  CHECK_FALSE(codec::thumbnail_difference(picture.view(), tiny.view()));
}
