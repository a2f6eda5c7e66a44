// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/analyser.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "photolint/analysis/background.h"
#include "photolint/analysis/code_reader.h"
#include "photolint/analysis/crop.h"
#include "photolint/analysis/faces.h"
#include "photolint/analysis/glasses.h"
#include "photolint/analysis/head.h"
#include "photolint/analysis/iris.h"
#include "photolint/analysis/models.h"
#include "photolint/analysis/network.h"
#include "photolint/analysis/parsing.h"

namespace photolint {
namespace {

// Stable reasons of Fact::failed.
constexpr const char* kNoFace = "no-face";
constexpr const char* kEngineFailed = "engine-failed";
constexpr const char* kNoPixels = "no-pixels";

/// Rec. 601 luma in 14-bit fixed point: .299 R + .587 G + .114 B, rounded.
void to_grey(ImageView colour, ImageBuffer& grey) {
  for (int y = 0; y < colour.height(); ++y) {
    const std::uint8_t* p = colour.row(y);
    std::uint8_t* out = grey.row(y);
    for (int x = 0; x < colour.width(); ++x, p += 3) {
      out[x] = static_cast<std::uint8_t>((1868 * p[0] + 9617 * p[1] + 4899 * p[2] + 8192) >> 14);
    }
  }
}

/// The stage that a missing fact leaves behind it, in the words of its own fact.
template <class T, class U>
Fact<T> without(const Fact<U>& missing) {
  return Fact<T>::failed(missing.state() == FactState::failed ? missing.reason() : kNoFace);
}

/// The needs with the stages that they stand on.
struct Stages {
  explicit Stages(Needs needs)
      : head(needs.has(Need::head)),
        background(head || needs.has(Need::background)),
        eyes(needs.has(Need::eyes)),
        glasses(needs.has(Need::glasses)),
        parsing(background || eyes || glasses || needs.has(Need::parsing)),
        photo_code(needs.has(Need::photo_code)),
        faces(parsing || photo_code || needs.has(Need::faces)),
        grey(needs.has(Need::pixels)) {}
  bool head, background, eyes, glasses, parsing, photo_code, faces, grey;
};

/// Runs a network once on a grey picture: the right file gives the right number of values.
Result<void> try_out(Network& network, const ModelFile& model, const TensorShape& shape,
                     std::size_t expected) {
  const std::vector<float> input(shape.size());
  const Result<std::span<const float>> output = network.run(shape, input);
  std::string detail;
  if (!output) {
    detail = output.error().args.empty() ? "failed" : output.error().args.front().value;
  } else if (output.value().size() != expected) {
    detail = "output size";
  } else {
    return {};
  }
  return Error{ErrorCode::model_invalid, {{"file", model.name}, {"detail", detail}}, {}};
}

Result<std::unique_ptr<Network>> load(const ModelFile& model, const TensorShape& shape,
                                      std::size_t expected) {
  Result<std::unique_ptr<Network>> network = make_network(model);
  if (!network) return network;
  const Result<void> tried = try_out(*network.value(), model, shape, expected);
  if (!tried) return tried.error();
  return network;
}

}  // namespace

struct Analyser::Impl {
  std::shared_ptr<const Models> models;  ///< the networks may refer to the bytes
  std::unique_ptr<Network> detector, landmarks, parsing;
  ImageBuffer grey;  ///< of the current photo

  [[nodiscard]] Fact<FaceFacts> find_faces(Pyramid& picture, double scale) const;
  [[nodiscard]] Fact<ParsingFacts> parse(Pyramid& picture, double scale, const Fact<FaceFacts>& faces) const;
};

namespace {

/// A face of the working picture in full-size pixels.
Face enlarged(Face face, double factor) {
  face.box = {face.box.x * factor, face.box.y * factor, face.box.width * factor, face.box.height * factor};
  for (Point& p : face.landmarks) p = p * factor;
  return face;
}

}  // namespace

Fact<FaceFacts> Analyser::Impl::find_faces(Pyramid& picture, double scale) const {
  if (picture.level(0).empty()) return Fact<FaceFacts>::failed(kNoPixels);
  Result<std::vector<Face>> found = FaceFinder(*detector, *landmarks).find(picture);
  if (!found) return Fact<FaceFacts>::failed(kEngineFailed);
  if (found.value().empty()) return Fact<FaceFacts>::absent();
  FaceFacts facts;
  for (const Face& face : found.value()) facts.faces.push_back(enlarged(face, 1 / scale));
  return facts;
}

Fact<ParsingFacts> Analyser::Impl::parse(Pyramid& picture, double scale, const Fact<FaceFacts>& faces) const {
  if (!faces.present()) return without<ParsingFacts>(faces);
  Result<ParsingFacts> parsed = parse_portrait(*parsing, picture, scale, faces.value().main());
  if (!parsed) return Fact<ParsingFacts>::failed(kEngineFailed);
  return std::move(parsed).value();
}

Analyser::Analyser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

Result<Analyser> Analyser::make(std::shared_ptr<const Models> models) {
  auto impl = std::make_unique<Impl>();
  auto detector = load(models->face_detector, {3, 64, 64}, kDetectorChannels * 8 * 8);
  if (!detector) return detector.error();
  auto landmarks = load(models->face_landmarks, {3, kLandmarkSize, kLandmarkSize}, kLandmarkOutputs);
  if (!landmarks) return landmarks.error();
  auto parsing = load(models->portrait_parsing, {3, kParsingSize, kParsingSize},
                      std::size_t{kPortraitClassCount} * (kParsingSize / 2) * (kParsingSize / 2));
  if (!parsing) return parsing.error();
  impl->models = std::move(models);
  impl->detector = std::move(detector).value();
  impl->landmarks = std::move(landmarks).value();
  impl->parsing = std::move(parsing).value();
  return Analyser(std::move(impl));
}

Analysis Analyser::analyse(const DecodedImage& image, const WorkItem& item, Needs needs) {
  const Stages stages(needs);
  Analysis analysis;
  analysis.item = &item;
  analysis.file = &image.facts;
  analysis.colour = image.bgr.view();
  analysis.scale = image.scale;
  if (stages.grey) {
    impl_->grey = ImageBuffer(image.bgr.width(), image.bgr.height(), 1);
    to_grey(analysis.colour, impl_->grey);
    analysis.grey = impl_->grey.view();
  }
  Pyramid picture(analysis.colour);
  if (stages.faces) analysis.faces = impl_->find_faces(picture, image.scale);
  if (stages.parsing) analysis.parsing = impl_->parse(picture, image.scale, analysis.faces);
  // The code is another picture; who has one puts it in.
  if (needs.has(Need::code)) analysis.code = Fact<CodePicture>::absent();
  if (stages.photo_code) {
    analysis.photo_code =
        analysis.faces.state() == FactState::absent ? read_codes(analysis.colour) : Fact<CodeFacts>::absent();
  }
  if (stages.background) {
    analysis.background = analysis.parsing.present()
                              ? find_background(analysis.colour, image.scale, analysis.faces.value().main(),
                                                analysis.parsing.value())
                              : without<BackgroundFacts>(analysis.parsing);
  }
  if (stages.head) {
    analysis.head = analysis.background.present()
                        ? measure_head(analysis.colour, image.scale, image.facts.width, image.facts.height,
                                       analysis.faces.value().main(), analysis.parsing.value(),
                                       analysis.background.value())
                        : without<HeadFacts>(analysis.background);
  }
  if (stages.glasses) {
    analysis.glasses = analysis.parsing.present()
                           ? find_glasses(analysis.colour, image.scale, analysis.faces.value().main(),
                                          analysis.parsing.value())
                           : without<GlassesFacts>(analysis.parsing);
  }
  if (stages.eyes) {
    analysis.eyes = analysis.parsing.present()
                        ? measure_eyes(analysis.colour, image.scale, analysis.faces.value().main(),
                                       analysis.parsing.value())
                        : without<EyeFacts>(analysis.parsing);
  }
  return analysis;
}

}  // namespace photolint
