// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "photolint/analysis/crop.h"
#include "photolint/analysis/facts.h"
#include "photolint/analysis/network.h"

namespace photolint {

/// What the detector says about one place.
struct Detection {
  Rect box;
  double score = 0;  ///< 0..1
  /// Image-left eye, image-right eye, nose tip, image-left and image-right mouth corner.
  std::array<Point, 5> points{};
};

/// Output of the detector: planes of cells, row by row, each cell 8x8 pixels of the input.
struct DetectorGrid {
  std::vector<float> values;  ///< kDetectorChannels planes; lib/photolint/models/README.md says which
  int cells_x = 0;
  int cells_y = 0;
};

inline constexpr int kDetectorCell = 8;
inline constexpr int kDetectorChannels = 15;
inline constexpr int kLandmarkSize = 128;             ///< side of the landmark crop
inline constexpr std::size_t kLandmarkOutputs = 304;  ///< 150 points, three angles, presence
inline constexpr double kDetectorScore = .5;          ///< a face from here, as in reference.py
inline constexpr double kMaxOverlap = .35;            ///< of two boxes that are two faces, as in reference.py
/// A detection of at least this score is clear: all main faces of the congress set and the portraits have
/// 0.88.
inline constexpr double kClearScore = .87;
/// Presence that a clear detection needs; the same faces have 0.9985 and more.
inline constexpr double kMinPresence = .995;
/// What any other detection needs, so that badges, lace and jewellery are no faces. Measured: small faces
/// pasted into portraits have 0.9994 and more; of 306 false alarms in the congress set one has 0.9996, the
/// next 0.9989.
inline constexpr double kMinPresenceUnclear = .9992;
/// And the two networks must mean the same thing; small faces disagree by up to 0.24.
inline constexpr double kMaxDisagreement = .3;

/// Detections above min_score, row by row, in pixels of the detector's input. Values that are not finite and
/// boxes more than 64 times as large as the grid are left out.
[[nodiscard]] std::vector<Detection> decode_grid(const DetectorGrid& grid, double min_score);

/// Overlap of two boxes: area of the intersection over that of the union, 0..1.
[[nodiscard]] double intersection_over_union(const Rect& a, const Rect& b);

/// The best of each group of boxes that overlap by more than max_overlap, best first; of equal scores the
/// earlier one.
[[nodiscard]] std::vector<Detection> suppress_overlaps(std::vector<Detection> detections, double max_overlap);

/// Square of the first landmark pass.
[[nodiscard]] Square first_square(const Detection& detection);
/// Square of the second pass, from the first pass's landmarks.
[[nodiscard]] Square second_square(const std::array<Point, kLandmarkCount>& landmarks);

/// Output of the landmark network (kLandmarkOutputs values) for the crop of a square, in the frame of the
/// square. Box and score stay empty.
[[nodiscard]] Face decode_landmarks(std::span<const float> output, const Square& square);

/// Mean distance of the detector's five points to the same points among the landmarks, in sides of the box:
/// 0.02 to 0.05 for large faces.
[[nodiscard]] double disagreement(const Detection& detection, const Face& face);

/// Whether the landmark network confirms a detection, by presence and by agreement.
[[nodiscard]] bool confirmed(const Detection& detection, const Face& face);

/// Finds faces in two looks: the whole picture small, then closer where the first look was in doubt. Measured
/// with faces pasted into the background: found from 10 % of the longer side always, of 8 % nine in ten, of 6
/// % six in ten and more; cut by the frame to six tenths of its width: of 15 % nine in ten, of 8 % seven in
/// ten. Holds no state of its own; belongs to one thread because its networks do.
class FaceFinder {
 public:
  FaceFinder(Network& detector, Network& landmarks) : detector_(&detector), landmarks_(&landmarks) {}

  /// All confirmed faces in pixels of the picture, largest box first. Errors: engine_failed.
  Result<std::vector<Face>> find(Pyramid& picture);

  /// Where the detector sees faces, confirmed or not, best first and those of the first look before all
  /// others. Errors: engine_failed.
  Result<std::vector<Detection>> detect(Pyramid& picture);

  /// Landmarks, pose and presence of a detected face in two passes. Errors: engine_failed.
  Result<Face> measure(Pyramid& picture, const Detection& detection);

 private:
  Result<DetectorGrid> run_detector(ImageView input);
  Result<Face> landmark_pass(Pyramid& picture, const Square& square);

  Network* detector_;
  Network* landmarks_;
};

}  // namespace photolint
