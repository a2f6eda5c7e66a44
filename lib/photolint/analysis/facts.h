// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "photolint/image/colour.h"
#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

// All coordinates are pixels of the full-size upright image (see Point). Left and right are those of the
// image.

namespace photolint {

inline constexpr int kLandmarkCount = 150;

/// Positions inside Face::landmarks; the whole list is in lib/photolint/models/README.md.
namespace landmark {
inline constexpr int kOvalBegin = 0, kOvalEnd = 36;
inline constexpr int kForeheadTop = 0, kEarJointRight = 8, kChin = 18, kEarJointLeft = 28;
inline constexpr int kEyeLeftBegin = 36, kEyeLeftEnd = 52;
inline constexpr int kEyeRightBegin = 52, kEyeRightEnd = 68;
inline constexpr int kBrowLeftBegin = 68, kBrowLeftEnd = 78;
inline constexpr int kBrowRightBegin = 78, kBrowRightEnd = 88;
inline constexpr int kMouthCornerLeft = 88, kMouthCornerRight = 98;
inline constexpr int kLipsOuterBegin = 88, kLipsOuterEnd = 108;
inline constexpr int kLipsInnerBegin = 108, kLipsInnerEnd = 128;
inline constexpr int kNoseBegin = 128, kNoseEnd = 140, kNoseTip = 132, kNoseBase = 135;
inline constexpr int kIrisLeft = 140, kIrisRight = 145;
}  // namespace landmark

/// One face that the landmark network confirmed.
struct Face {
  Rect box;             ///< of the detector
  double score = 0;     ///< detector, 0..1
  double presence = 0;  ///< landmark network: probability that the crop holds a face, 0..1
  std::array<Point, kLandmarkCount> landmarks{};
  double yaw_deg = 0;    ///< positive: the subject turns to the image's right
  double pitch_deg = 0;  ///< positive: chin up; biased by face shape, see HeadFacts::pitch_deg
  double roll_deg = 0;   ///< positive: the head leans clockwise as seen
};

/// Every face of the picture, largest box first. Never empty: no face is Fact::absent().
struct FaceFacts {
  std::vector<Face> faces;
  [[nodiscard]] const Face& main() const { return faces.front(); }
};

/// Classes of the parsing network, in its own order.
enum class PortraitClass : std::uint8_t {
  background,
  skin,
  brow,
  eye,
  glasses,
  ear,
  earring,
  mouth,
  lips,
  neck,
  necklace,
  cloth,
  hair,
  hat
};
inline constexpr int kPortraitClassCount = 14;

/// Parsing of a levelled square around the main face.
struct ParsingFacts {
  ImageBuffer labels;    ///< 192x192, 1 channel, values of PortraitClass
  Affine image_to_crop;  ///< full-size image pixels to label pixels
  /// Class under an image point; background outside the crop (the caller must know whether it is inside).
  [[nodiscard]] PortraitClass at(Point image_point) const {
    const Point p = image_to_crop.apply(image_point);
    return holds(p)
               ? static_cast<PortraitClass>(*labels.view().at(static_cast<int>(p.x), static_cast<int>(p.y)))
               : PortraitClass::background;
  }
  [[nodiscard]] bool covers(Point image_point) const { return holds(image_to_crop.apply(image_point)); }

 private:
  [[nodiscard]] bool holds(Point label) const {
    return label.x >= 0 && label.y >= 0 && label.x < labels.width() && label.y < labels.height();
  }
};

/// Mean colour of one square of background pixels.
struct BackgroundBlock {
  Rect box;
  Rgb mean;
  double share = 0;  ///< of the block's pixels that are background, 0..1
};

/// Colour of a fitted smooth background: per channel c0 + c1 u + c2 v + c3 u^2 + c4 u v + c5 v^2 with u, v
/// the position in shares of width and height minus one half.
struct BackgroundSurface {
  std::array<double, 6> r{}, g{}, b{};
  [[nodiscard]] Rgb at(double u, double v) const;
};

/// What is behind the person.
struct BackgroundFacts {
  ImageBuffer person;      ///< working size, 1 channel: 255 person, 0 background
  Rgb mean;                ///< robust mean of the background's pixels
  double noise_sigma = 0;  ///< pixel noise inside the background, grey levels of 255
  BackgroundSurface surface;
  std::vector<BackgroundBlock> blocks;  ///< row by row; blocks without enough background are left out
  double share = 0;                     ///< of the frame that is background, 0..1
  /// Of the sure background: the share that lies off the surface (objects, shadow, texture), 0..1. Above 0.4
  /// the surface says little and the mask is parsing's outline.
  double off_surface_share = 0;
};

/// One ear as parsing sees it.
struct EarFacts {
  bool visible = false;
  Point centre;             ///< of its visible pixels
  double visible_area = 0;  ///< full-size pixels
};

/// One eye of the main face, looked at in the pixels.
struct EyeLook {
  Point corner_left, corner_right;  ///< of the lids, left and right in the image
  double lid_opening = 0;  ///< largest distance of the lids' points; the network leaves them open over closed
                           ///< lids, so iris_contrast decides whether the eye is open
  Point iris;              ///< middle of the disc that looks most like an iris
  double iris_radius = 0;  ///< of that disc; between 0.078 and 0.116 eye distances
  /// Brightness beside the disc against its own, left and right, (outside - inside) / (outside + inside):
  /// 0.18 and more for open eyes, under 0.15 for lids, lashes, hair and dark glasses.
  double iris_contrast = 0;
  double covered_share = 0;  ///< of the box around the lids that parsing calls neither eye nor skin nor brow
  double burnt_share = 0;    ///< of the box that is burnt out in all channels: a reflection
  /// Distance of the corners.
  [[nodiscard]] double width() const { return distance(corner_left, corner_right); }
};

/// Both eyes of the main face, as the image shows them.
struct EyeFacts {
  EyeLook left, right;
  double eye_distance = 0;  ///< between the middles of the lids' contours
};

/// Measures of the head; terms as in rules.md.
struct HeadFacts {
  Point eye_left, eye_right;  ///< eye centres
  double eye_distance = 0;    ///< IED, pixels
  double eye_line_y = 0;      ///< y of the midpoint of the eye centres
  Point ear_joint_left, ear_joint_right;
  double face_width = 0;  ///< x distance of the ear joints
  Point chin;             ///< refined to the silhouette where it can be seen, else oval point 152
  Point head_top;         ///< topmost point of the head including hair
  double head_left = 0;   ///< x of the leftmost pixel of the head (hair, ears, hat) above the chin
  double head_right = 0;  ///< x behind the rightmost one
  bool cut_top = false;   ///< head pixels on the frame's edge, so the real extent is unknown
  bool cut_left = false;
  bool cut_right = false;
  bool cut_chin = false;
  EarFacts ear_left, ear_right;
  double pitch_deg = 0;        ///< network and ear height combined; positive: chin up
  double pitch_sigma_deg = 0;  ///< standard error of pitch_deg
  bool shoulder_left_visible = false;
  bool shoulder_right_visible = false;
  double shoulder_left_share = 0;  ///< how far the clothes reach out beside the neck, in face widths
  double shoulder_right_share = 0;
};

/// Spectacles on the main face. Contrasts are shares of the brightness of the person's own skin.
struct GlassesFacts {
  double score = 0;            ///< how likely the person wears glasses, 0..1
  double parsed_area = 0;      ///< frame as parsing sees it, square eye distances
  double parsed_bridge = 0;    ///< share of the bridge of the nose that parsing calls frame, 0..1
  double bridge_contrast = 0;  ///< of the best dark line across the bridge of the nose
  double rim_contrast = 0;     ///< of the best line under each eye, the weaker side
  double temple_contrast = 0;  ///< of the best line from each eye to the ear, the weaker side

  [[nodiscard]] bool worn() const { return score >= 0.5; }
};

}  // namespace photolint
