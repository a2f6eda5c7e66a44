// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/face_painter.h"

#include <cstdint>

namespace photolint::test {

void relabel(Photo& photo, PortraitClass what, const Rect& box) {
  const Affine back = photo.parsing.image_to_crop.inverse();
  for (int y = 0; y < photo.parsing.labels.height(); ++y) {
    for (int x = 0; x < photo.parsing.labels.width(); ++x) {
      const Point p = back.apply({x + 0.5, y + 0.5});
      if (p.x < box.x || p.x >= box.right() || p.y < box.y || p.y >= box.bottom()) continue;
      *photo.parsing.labels.at(x, y) = static_cast<std::uint8_t>(what);
    }
  }
}

void repaint(Photo& photo, Rgb colour, const Rect& box) {
  for (int y = static_cast<int>(box.y); y < box.bottom(); ++y) {
    for (int x = static_cast<int>(box.x); x < box.right(); ++x) {
      std::uint8_t* p = photo.colour.at(x, y);
      p[0] = static_cast<std::uint8_t>(colour.b);
      p[1] = static_cast<std::uint8_t>(colour.g);
      p[2] = static_cast<std::uint8_t>(colour.r);
    }
  }
}

Photo without_face_frame() {
  Photo photo = compliant_photo();
  for (Point& p : photo.faces.faces.front().landmarks) p = {100, 100};
  return photo;
}

}  // namespace photolint::test
